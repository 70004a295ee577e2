// What the connection needs in AWS, and what it is in the configuration.
import type { Policies, PolicyToAdd } from "../../api/types";
import { m } from "../../messages";
import { t } from "../../messages/setup";
import { CopyButton } from "../../ui/copy-button";
import { PolicyTabs } from "../../ui/remedy";
import { Part } from "./field";

export function PoliciesPart({ needed }: { needed?: Policies | null }) {
  return (
    <Part title={t.inAws} words={t.inAwsWords}>
      {needed ? (
        <div className="remedy">
          <PolicyTabs policies={[...needed.providers.map(asPolicy), ...needed.policies]} />
          {needed.notes.map((note) => (
            <p key={note}>{m.api.said(note)}</p>
          ))}
        </div>
      ) : (
        <p className="muted">{t.notYet}</p>
      )}
    </Part>
  );
}

/** A provider is no policy; of it there is a command where there is JSON of those. */
function asPolicy({ title, cli, terraform, cloudformation }: Policies["providers"][number]): PolicyToAdd {
  return { place: title, document: cli, cli, terraform, cloudformation };
}

export function TomlPart({ toml }: { toml: string }) {
  return (
    <Part title={t.inConfig} words={t.inConfigWords}>
      <div className="remedy">
        <figure>
          <pre className="code-block">{toml}</pre>
          <CopyButton text={toml} label={t.copyToml} />
        </figure>
      </div>
    </Part>
  );
}
