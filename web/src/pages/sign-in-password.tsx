// A name and a password, for a connection that asks for them.
import { useState } from "react";
import { Form } from "react-aria-components/Form";
import { useOpen } from "../api/access";
import { m } from "../messages";
import { Button } from "../ui/button";
import { NameAndPassword } from "./name-and-password";
import { CodeField, codeProblem } from "./sign-in-code";
import { OpenError } from "./sign-in-error";

export interface PasswordFormProps {
  connection: string;
  /** Asks for the code of an MFA device too. */
  mfa?: boolean;
  onOpened?: () => void;
  /** The words of the button. */
  action?: string;
}

export function PasswordForm({ connection, mfa, onOpened, action = m.pages.signIn }: PasswordFormProps) {
  const open = useOpen(connection, onOpened);
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [tried, setTried] = useState(false);
  const submit = () => {
    setTried(true);
    if (mfa && codeProblem(code)) return;
    const onError = () => {
      setPassword("");
      setCode("");
      setTried(false);
    };
    open.mutate({ username, password, ...(mfa && { mfa_code: code }) }, { onError });
  };
  return (
    <Form
      className="tile-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <NameAndPassword
        username={username}
        onUsername={setUsername}
        password={password}
        onPassword={setPassword}
      />
      {mfa && <CodeField value={code} onChange={setCode} error={tried ? codeProblem(code) : undefined} />}
      {open.isError && <OpenError error={open.error} />}
      <Button look="primary" type="submit" isPending={open.isPending}>
        {open.isPending ? m.pages.signingIn : action}
      </Button>
    </Form>
  );
}
