// Where somebody can go who may not list a folder.
import { displayName } from "../listing/names";
import { t } from "../messages/files";
import { AddressBox } from "../parts/address-box";
import { PlaceLink, PlaceList } from "../parts/place-list";
import { usePlacesBeen } from "./been";
import type { Folder } from "./item";
import "./instead.css";

export function Instead({ folder: { connection, bucket, prefix } }: { folder: Folder }) {
  const been = usePlacesBeen(connection).filter(
    // The one that is refused is about to be forgotten.
    (place) => place.bucket === bucket && place.prefix !== prefix,
  );
  return (
    <section className="instead" aria-label={t.instead}>
      {been.length > 0 && (
        <>
          <h3>{t.beenHere}</h3>
          <PlaceList>
            {been.map((place) => (
              <PlaceLink
                key={place.prefix}
                connection={connection}
                {...place}
                label={displayName(place.prefix.replace(/\/$/, "")) || bucket}
              />
            ))}
          </PlaceList>
        </>
      )}
      <h3>{t.openPlace}</h3>
      <AddressBox connection={connection} bucket={bucket} />
    </section>
  );
}
