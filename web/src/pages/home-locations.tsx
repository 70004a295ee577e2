// The buckets and folders one can begin in.
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiError } from "../api/error";
import type { Location, Locations } from "../api/types";
import { usePlacesBeen } from "../files/been";
import { displayName } from "../listing/names";
import { m } from "../messages";
import { PlaceLink, PlaceList } from "../parts/place-list";
import { Button } from "../ui/button";
import { Refusal } from "../ui/denial";
import { EmptyState } from "../ui/empty-state";
import { Notice } from "../ui/notice";
import { Skeleton } from "../ui/skeleton";
import { ErrorState } from "../ui/states";
import { formatDay } from "../util/format";

export interface HomeLocationsProps {
  connection: string;
  locations: UseQueryResult<Locations>;
}

export function HomeLocations({ connection, locations }: HomeLocationsProps) {
  const retry = () => void locations.refetch();
  if (locations.data) {
    const again = (
      <Button icon="refresh" isPending={locations.isFetching} onPress={retry}>
        {m.ui.tryAgain}
      </Button>
    );
    return <Found connection={connection} found={locations.data} again={again} />;
  }
  if (locations.isError) return <ErrorState error={locations.error} onRetry={retry} />;
  return (
    <div className="places" aria-busy="true">
      {["40%", "55%", "30%"].map((width) => (
        <div key={width} className="place">
          <Skeleton width={width} />
        </div>
      ))}
    </div>
  );
}

interface FoundProps {
  connection: string;
  found: Locations;
  /** What asks for the buckets once more. */
  again: ReactNode;
}

function Found({ connection, found, again }: FoundProps) {
  const { locations, buckets_denied: denied } = found;
  const been = usePlacesBeen(connection);
  return (
    <>
      {denied && been.length > 0 && (
        <section className="home-been" aria-label={m.pages.been}>
          <h3>{m.pages.been}</h3>
          <PlaceList>
            {been.map(({ bucket, prefix }) => (
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
      )}
      {denied && (
        <Notice tone="info" title={m.pages.mayNotList} actions={again}>
          <p>{m.pages.openKnown}</p>
          <Refusal error={ApiError.of(denied)} />
        </Notice>
      )}
      {locations.length > 0 && (
        <PlaceList>
          {locations.map((location) => (
            <PlaceLink
              key={`${location.bucket}/${location.prefix}`}
              connection={connection}
              bucket={location.bucket}
              prefix={location.prefix}
              label={location.label}
              facts={factsOf(location)}
            />
          ))}
        </PlaceList>
      )}
      {locations.length === 0 && !denied && (
        <EmptyState icon="bucket" title={m.pages.noBuckets}>
          <p>{m.pages.noBucketsWhy}</p>
        </EmptyState>
      )}
    </>
  );
}

function factsOf({ region, created }: Location): string {
  const made = formatDay(created);
  return [region, made && m.pages.created(made)].filter(Boolean).join(" · ");
}
