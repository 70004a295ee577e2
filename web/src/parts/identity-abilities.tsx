// What the role may do in the place that is open on the page.
import { Link } from "wouter";
import { useSearch } from "wouter/use-browser-location";
import { type Ability, type Place, useAllAbilities } from "../api/abilities";
import { m } from "../messages";
import { paths } from "../routes";
import { Icon, type IconName } from "../ui/icon";
import { Spinner } from "../ui/progress";

const things: Ability[] = ["list", "read", "write", "delete", "versions"];

const marksOf = () =>
  ({
    allowed: ["check", m.parts.allowed],
    refused: ["close", m.parts.refused],
    unknown: ["minus", m.parts.notKnown],
  }) as const satisfies Record<string, [icon: IconName, words: string]>;

export interface IdentityAbilitiesProps {
  /** As API paths have it. */
  connection: string;
  /** The page goes elsewhere. */
  onLeave: () => void;
}

/** Nothing where no place is open. */
export function IdentityAbilities({ connection, onLeave }: IdentityAbilitiesProps) {
  const search = new URLSearchParams(useSearch());
  const bucket = search.get("bucket");
  const prefix = search.get("prefix") ?? "";
  return bucket ? <Here place={{ connection, bucket, prefix }} onLeave={onLeave} /> : null;
}

function Here({ place, onLeave }: { place: Place; onLeave: () => void }) {
  const { found, error } = useAllAbilities(place);
  return (
    <section className="may" aria-busy={!found && !error}>
      <h3>{m.parts.whatIMay}</h3>
      <p className="may-place">
        <bdi dir="ltr">{`s3://${place.bucket}/${place.prefix}`}</bdi>
      </p>
      {!found && !error && <Spinner label={m.parts.asking} />}
      {error && <p role="alert">{m.parts.notAsked(error.message)}</p>}
      {found && (
        <ul>
          {things.map((ability) => {
            const { state, reason } = found[ability];
            const [icon, told] = marksOf()[state];
            return (
              <li key={ability} data-state={state}>
                <Icon name={icon} size={16} />
                <div>
                  <span className="visually-hidden">{told}: </span>
                  {m.parts.things[ability]}
                  {state === "unknown" && <small>{m.parts.onlyDoing}</small>}
                  {reason && <small>{reason}</small>}
                </div>
              </li>
            );
          })}
        </ul>
      )}
      <Link href={paths.check(place.connection, place)} onClick={onLeave}>
        {m.parts.stepByStep}
      </Link>
    </section>
  );
}
