// Folders with a star, and those that were opened lately.
import { useLocations } from "../api/queries";
import type { Been } from "../files/been";
import { useMarks } from "../files/marks";
import { displayName } from "../listing/names";
import { m } from "../messages";
import { PlaceLink, PlaceList } from "../parts/place-list";
import "./home-marks.css";

export function HomeMarks({ connection }: { connection: string }) {
  const { data } = useLocations(connection);
  const starred = useMarks("starred", connection);
  const recent = useMarks("recent", connection);
  // What is on the page already is not there twice.
  const shown = [...starred, ...(data?.locations ?? [])];
  const isNew = ({ bucket, prefix }: Been) =>
    !shown.some((place) => place.bucket === bucket && place.prefix === prefix);
  return (
    <>
      <Marks title={m.pages.favourites} connection={connection} places={starred} />
      <Marks title={m.pages.recent} connection={connection} places={data ? recent.filter(isNew) : []} />
    </>
  );
}

function Marks({ title, connection, places }: { title: string; connection: string; places: Been[] }) {
  if (places.length === 0) return null;
  return (
    <section className="home-been home-marks" aria-label={title}>
      <h3>{title}</h3>
      <PlaceList>
        {places.map(({ bucket, prefix }) => (
          <PlaceLink
            key={`${bucket}/${prefix}`}
            connection={connection}
            bucket={bucket}
            prefix={prefix}
            label={displayName(`${bucket}/${prefix}`.replace(/\/$/, ""))}
          />
        ))}
      </PlaceList>
    </section>
  );
}
