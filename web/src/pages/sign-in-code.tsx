// The code of an MFA device, for a role that asks for one.
import { useState } from "react";
import { Form } from "react-aria-components/Form";
import { useOpen } from "../api/access";
import { m } from "../messages";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { OpenError } from "./sign-in-error";

/** What is wrong with a code; nothing when it may be sent. */
export function codeProblem(code: string): string | undefined {
  return /^\d{6}$/.test(code) ? undefined : m.pages.sixDigits;
}

export interface CodeFieldProps {
  value: string;
  onChange: (code: string) => void;
  error?: string;
}

export function CodeField({ value, onChange, error }: CodeFieldProps) {
  return (
    <TextField
      label={m.pages.mfaCode}
      name="mfa_code"
      hint={m.pages.mfaHint}
      inputMode="numeric"
      autoComplete="one-time-code"
      mono
      value={value}
      // Apps show it as two groups.
      onChange={(typed) => onChange(typed.replaceAll(/\s/g, ""))}
      error={error}
    />
  );
}

export interface CodeFormProps {
  connection: string;
  onOpened?: () => void;
  /** The words of the button. */
  action?: string;
}

/** For a connection that asks for nothing but the code. */
export function CodeForm({ connection, onOpened, action = m.pages.open }: CodeFormProps) {
  const open = useOpen(connection, onOpened);
  const [code, setCode] = useState("");
  const [tried, setTried] = useState(false);
  const submit = () => {
    setTried(true);
    if (codeProblem(code)) return;
    const onSettled = () => {
      setCode("");
      setTried(false);
    };
    open.mutate({ mfa_code: code }, { onSettled });
  };
  return (
    <Form
      className="tile-form"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <CodeField value={code} onChange={setCode} error={tried ? codeProblem(code) : undefined} />
      {open.isError && <OpenError error={open.error} />}
      <Button look="primary" type="submit" isPending={open.isPending}>
        {open.isPending ? m.pages.takingOn : action}
      </Button>
    </Form>
  );
}
