// Folders with a star, and those that were opened lately.
import { type Kind, useMarks } from "../files/marks";
import { displayName } from "../listing/names";
import { PlaceLink, PlaceList } from "../parts/place-list";

const titles: readonly [Kind, string][] = [
  ["starred", "Favourites"],
  ["recent", "Recent folders"],
];

export function HomeMarks({ connection }: { connection: string }) {
  const marks = { starred: useMarks("starred", connection), recent: useMarks("recent", connection) };
  return titles
    .filter(([kind]) => marks[kind].length > 0)
    .map(([kind, title]) => (
      <section key={kind} className="home-been" aria-label={title}>
        <h3>{title}</h3>
        <PlaceList>
          {marks[kind].map(({ bucket, prefix }) => (
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
    ));
}
