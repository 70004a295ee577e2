// What the connection needs in AWS, and what it is in the configuration.
import type { Policies, PolicyToAdd } from "../../api/types";
import { CopyButton } from "../../ui/copy-button";
import { PolicyTabs } from "../../ui/remedy";
import { Part } from "./field";

export function PoliciesPart({ needed }: { needed?: Policies | null }) {
  return (
    <Part
      title="In AWS"
      words="The least that it works with, for whoever looks after the account. Each part says where it belongs."
    >
      {needed ? (
        <div className="remedy">
          <PolicyTabs policies={[...needed.providers.map(asPolicy), ...needed.policies]} />
          {needed.notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </div>
      ) : (
        <p className="muted">It is written down here once nothing above is missing or wrong.</p>
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
    <Part
      title="In the configuration"
      words="Paste it at the end of wardrobe.toml, and start Wardrobe anew. No secret is in it."
    >
      <div className="remedy">
        <figure>
          <pre className="code-block">{toml}</pre>
          <CopyButton text={toml} label="Copy the TOML" />
        </figure>
      </div>
    </Part>
  );
}
