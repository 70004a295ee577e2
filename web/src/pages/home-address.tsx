// A box that takes an address, however it is written.
import { useState } from "react";
import { Form } from "react-aria-components/Form";
import { useLocation } from "wouter";
import { findPlace } from "../api/place";
import { paths } from "../routes";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { parseAddress } from "../util/address";

export function HomeAddress({ connection }: { connection: string }) {
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const go = async () => {
    const parsed = parseAddress(typed);
    if ("problem" in parsed) return setProblem(parsed.problem);
    setBusy(true);
    const place = await findPlace(connection, parsed.address);
    setBusy(false);
    navigate(paths.files(connection, place));
  };

  return (
    <Form
      className="home-address"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <TextField
        label="Go to an address"
        hideLabel
        placeholder="s3://bucket/folder/, an ARN, or an address of the AWS console"
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
        Go
      </Button>
    </Form>
  );
}
