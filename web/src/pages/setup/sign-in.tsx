// Who is an administrator has to show it.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components/Form";
import { askAnew } from "../../api/access";
import { signInToSetUp } from "../../api/setup";
import { m } from "../../messages";
import { t } from "../../messages/setup";
import { Button } from "../../ui/button";
import { NameAndPassword } from "../name-and-password";
import { OpenError } from "../sign-in-error";

export function SetupSignIn() {
  const client = useQueryClient();
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const signIn = useMutation({
    mutationFn: () => signInToSetUp(username, password),
    // What was typed is not kept.
    gcTime: 0,
    onSuccess: () => askAnew(client),
    onError: () => setPassword(""),
  });
  return (
    <main className="wizard">
      <header>
        <h1>{t.title}</h1>
        <p>{t.forAdmins(<code>[server] administrators</code>)}</p>
      </header>
      <Form
        className="wizard-sign-in"
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate();
        }}
      >
        <NameAndPassword
          username={username}
          onUsername={setUsername}
          password={password}
          onPassword={setPassword}
        />
        {signIn.isError && <OpenError error={signIn.error} />}
        <Button look="primary" type="submit" isPending={signIn.isPending}>
          {signIn.isPending ? m.pages.signingIn : m.pages.signIn}
        </Button>
      </Form>
    </main>
  );
}
