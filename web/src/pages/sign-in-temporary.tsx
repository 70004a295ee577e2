// Temporary credentials: three fields, and one that takes whatever is in the clipboard.
import { useState } from "react";
import { Form } from "react-aria-components/Form";
import { useOpen } from "../api/access";
import { m } from "../messages";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { type Credentials, parseCredentials, problemsOf } from "../util/credentials";
import { formatClock } from "../util/format";
import { CodeField, codeProblem } from "./sign-in-code";
import { OpenError } from "./sign-in-error";

export interface TemporaryFormProps {
  connection: string;
  /** Asks for the code of an MFA device too. */
  mfa?: boolean;
  onOpened?: () => void;
  /** The words of the button. */
  action?: string;
}

export function TemporaryForm({ connection, mfa, onOpened, action = m.pages.open }: TemporaryFormProps) {
  const [code, setCode] = useState("");
  const [typed, setTyped] = useState<Credentials>({});
  const [tried, setTried] = useState(false);
  const [pasted, setPasted] = useState("");
  const open = useOpen(connection, () => {
    // The page keeps no secret longer than it must.
    setTyped({});
    setCode("");
    setTried(false);
    onOpened?.();
  });
  const problems = tried ? problemsOf(typed) : {};
  const set = (field: keyof Credentials) => (value: string) => setTyped({ ...typed, [field]: value });

  const submit = () => {
    setTried(true);
    if (Object.keys(problemsOf(typed)).length > 0 || (mfa && codeProblem(code))) return;
    const opening = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, value.trim()]));
    open.mutate({ ...opening, ...(mfa && { mfa_code: code }) }, { onError: () => setCode("") });
  };

  const secret = { type: "password", autoComplete: "off", spellCheck: "false", mono: true } as const;
  return (
    <Form
      className="tile-form"
      autoComplete="off"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <PasteBox
        found={pasted}
        onPaste={(text) => {
          const found = parseCredentials(text);
          if (Object.keys(found).length > 0) setTyped(found);
          setPasted(foundWords(found));
        }}
      />
      <TextField
        label={m.pages.keyId}
        autoComplete="off"
        spellCheck="false"
        mono
        placeholder="ASIA…"
        value={typed.access_key_id ?? ""}
        onChange={set("access_key_id")}
        error={problems.access_key_id}
      />
      <TextField
        {...secret}
        label={m.pages.secretKey}
        value={typed.secret_access_key ?? ""}
        onChange={set("secret_access_key")}
        error={problems.secret_access_key}
      />
      <TextField
        {...secret}
        label={m.pages.token}
        value={typed.session_token ?? ""}
        onChange={set("session_token")}
        error={problems.session_token}
      />
      {mfa && (
        <CodeField
          value={code}
          onChange={setCode}
          error={tried && !open.isError ? codeProblem(code) : undefined}
        />
      )}
      {typed.expiration && (
        <p className="muted tile-note">{m.pages.theyExpire(formatClock(typed.expiration))}</p>
      )}
      {open.isError && <OpenError error={open.error} />}
      <Button look="primary" type="submit" isPending={open.isPending}>
        {open.isPending ? m.pages.askingWho : action}
      </Button>
      <Hint />
    </Form>
  );
}

/** Never keeps what is pasted: it goes to the fields, and the box stays empty. */
function PasteBox({ found, onPaste }: { found: string; onPaste: (text: string) => void }) {
  return (
    <div className="paste">
      <TextField
        label={m.pages.pasteAll}
        placeholder={m.pages.pasteHint}
        autoComplete="off"
        spellCheck="false"
        mono
        rows={3}
        value=""
        onChange={onPaste}
      />
      <p role="status" className="paste-found">
        {found}
      </p>
    </div>
  );
}

function foundWords(found: Credentials): string {
  const names: [keyof Credentials, string][] = [
    ["access_key_id", m.pages.theKeyId],
    ["secret_access_key", m.pages.theSecretKey],
    ["session_token", m.pages.theToken],
  ];
  const missing = names.filter(([field]) => !found[field]).map(([, name]) => name);
  if (missing.length === names.length) return m.pages.noneFound;
  return missing.length === 0 ? m.pages.allFound : m.pages.foundWithout(missing);
}

function Hint() {
  return (
    <details className="muted">
      <summary>{m.pages.howToGet}</summary>
      <p>{m.pages.inPortal}</p>
      <pre>aws configure export-credentials --format env</pre>
      <pre>aws sts assume-role --role-arn ROLE --role-session-name NAME</pre>
    </details>
  );
}
