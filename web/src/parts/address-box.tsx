// A box that takes an address, however it is written.
import { useState } from "react";
import { Form } from "react-aria-components/Form";
import { useLocation } from "wouter";
import { findPlace } from "../api/place";
import { m } from "../messages";
import { paths } from "../routes";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { parseAddress } from "../util/address";
import "./address-box.css";

export interface AddressBoxProps {
  connection: string;
  /** The bucket we are in: an address may then begin with `/`. */
  bucket?: string;
}

export function AddressBox({ connection, bucket }: AddressBoxProps) {
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const go = async () => {
    const parsed = parseAddress(typed, bucket);
    if ("problem" in parsed) return setProblem(parsed.problem);
    setBusy(true);
    const place = await findPlace(connection, parsed.address);
    setBusy(false);
    navigate(paths.files(connection, place));
  };

  return (
    <Form
      className="address-box"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <TextField
        label={m.parts.openPlace}
        hideLabel
        placeholder={m.parts.placeHint}
        autoComplete="off"
        spellCheck="false"
        mono
        value={typed}
        onChange={(value) => {
          setTyped(value);
          setProblem(null);
        }}
        error={problem}
      />
      <Button type="submit" isPending={busy}>
        {m.parts.go}
      </Button>
    </Form>
  );
}
