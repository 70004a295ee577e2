// A name and a password, for a connection that asks for them.
import { useState } from "react";
import { Form } from "react-aria-components/Form";
import { useOpen } from "../api/access";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { OpenError } from "./sign-in-error";

export function PasswordForm({ connection, onOpened }: { connection: string; onOpened?: () => void }) {
  const open = useOpen(connection, onOpened);
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const submit = () => {
    open.mutate({ username, password }, { onError: () => setPassword("") });
  };
  return (
    <Form
      className="tile-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        label="Name"
        name="username"
        autoComplete="username"
        isRequired
        value={username}
        onChange={setUsername}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        isRequired
        value={password}
        onChange={setPassword}
      />
      {open.isError && <OpenError error={open.error} />}
      <Button look="primary" type="submit" isPending={open.isPending}>
        {open.isPending ? "Signing in…" : "Sign in"}
      </Button>
    </Form>
  );
}
