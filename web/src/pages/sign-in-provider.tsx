// The way to an identity provider, and the ways around it.
import { useId, useState } from "react";
import { Form } from "react-aria-components/Form";
import { Link } from "wouter";
import { useSignInWith } from "../api/access";
import { rememberConnection } from "../api/last-used";
import type { Connection } from "../api/types";
import { m } from "../messages";
import { paths } from "../routes";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { TextField } from "../ui/text-field";
import { OpenError } from "./sign-in-error";
import { providerLabel } from "./sign-in-words";

export interface SignInLinkProps {
  connection: Connection;
  /** Where in this page the person goes on; by default, at the beginning of the connection. */
  returnTo?: string;
  look?: "plain" | "primary";
}

/** Leaves the page for the provider. A link and no button: that is what it does. */
export function SignInLink({ connection, returnTo, look = "primary" }: SignInLinkProps) {
  return (
    <a
      className="button"
      data-look={look}
      href={paths.signIn(connection.name, { returnTo })}
      onClick={() => rememberConnection(connection.name)}
    >
      <span className="button-words">{m.pages.signInWith(providerLabel(connection))}</span>
    </a>
  );
}

/** For somebody who finds another person signed in. */
export function SignInAsOther({ connection, returnTo }: Omit<SignInLinkProps, "look">) {
  return (
    <a
      className="button"
      data-look="quiet"
      data-size="s"
      href={paths.signIn(connection.name, { returnTo, anew: true })}
    >
      <span className="button-words">{m.pages.asOther}</span>
    </a>
  );
}

/** The provider cannot be used now; everything else can. */
export function ProviderDown({ connection }: { connection: Connection }) {
  const { provider } = connection;
  if (provider?.state !== "down") return null;
  return (
    <Notice tone="warn" title={m.pages.notReached(provider.label)}>
      {provider.reason && <p>{provider.reason}</p>}
    </Notice>
  );
}

/** For those who have a token or a response from elsewhere. */
export function PasteSignIn({ connection, onSignedIn }: { connection: Connection; onSignedIn?: () => void }) {
  const saml = connection.kind === "saml";
  const what = saml ? m.pages.samlResponse : m.pages.idToken;
  const field = useId();
  const [pasted, setPasted] = useState("");
  const signIn = useSignInWith(connection.name, onSignedIn);
  const submit = () => {
    // A token may come in lines; a response may be XML, where every space counts.
    const text = saml ? pasted.trim() : pasted.replaceAll(/\s/g, "");
    if (text === "") return;
    setPasted("");
    signIn.mutate(saml ? { saml_response: text } : { web_identity_token: text });
  };
  return (
    <details className="tile-advanced">
      <summary>{saml ? m.pages.pasteSaml : m.pages.pasteToken}</summary>
      <Form
        className="tile-form"
        autoComplete="off"
        aria-labelledby={field}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          id={field}
          label={what}
          hint={saml ? m.pages.samlHint : m.pages.tokenHint}
          autoComplete="off"
          spellCheck="false"
          mono
          rows={3}
          value={pasted}
          onChange={setPasted}
        />
        {signIn.isError && <OpenError error={signIn.error} />}
        <Button type="submit" isPending={signIn.isPending}>
          {signIn.isPending ? m.pages.askingAws : saml ? m.pages.takeResponse : m.pages.takeToken}
        </Button>
      </Form>
      {saml && (
        <p className="muted">
          <Link href={paths.saml(connection.name)}>{m.pages.adminsEnter(providerLabel(connection))}</Link>
        </p>
      )}
    </details>
  );
}
