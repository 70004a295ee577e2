// The buckets and folders one can begin in.
import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "wouter";
import { ApiError } from "../api/error";
import type { Location, Locations } from "../api/types";
import { paths } from "../routes";
import { Refusal } from "../ui/denial";
import { EmptyState } from "../ui/empty-state";
import { FileIcon } from "../ui/file-icon";
import { Icon } from "../ui/icon";
import { Notice } from "../ui/notice";
import { Skeleton } from "../ui/skeleton";
import { ErrorState } from "../ui/states";
import { formatDay } from "../util/format";

export interface HomeLocationsProps {
  connection: string;
  locations: UseQueryResult<Locations>;
}

export function HomeLocations({ connection, locations }: HomeLocationsProps) {
  if (locations.data) return <Found connection={connection} found={locations.data} />;
  if (locations.isError) {
    return <ErrorState error={locations.error} onRetry={() => void locations.refetch()} />;
  }
  return (
    <div className="home-list" aria-busy="true">
      {["40%", "55%", "30%"].map((width) => (
        <div key={width} className="home-location">
          <Skeleton width={width} />
        </div>
      ))}
    </div>
  );
}

function Found({ connection, found }: { connection: string; found: Locations }) {
  const { locations, buckets_denied: denied } = found;
  return (
    <>
      {denied && (
        <Notice tone="info" title="Your role may not list buckets">
          <p>Type one you know into the box above. What you may do in it is for AWS to say.</p>
          <Refusal error={ApiError.of(denied)} />
        </Notice>
      )}
      {locations.length > 0 && (
        <ul className="home-list">
          {locations.map((location) => (
            <li key={`${location.bucket}/${location.prefix}`}>
              <Place connection={connection} location={location} />
            </li>
          ))}
        </ul>
      )}
      {locations.length === 0 && !denied && (
        <EmptyState icon="bucket" title="No buckets here">
          <p>This account has none. One of another account can be typed above, if your role may open it.</p>
        </EmptyState>
      )}
    </>
  );
}

function Place({ connection, location }: { connection: string; location: Location }) {
  const { bucket, prefix, label, region, created } = location;
  const made = formatDay(created);
  return (
    <Link href={paths.files(connection, { bucket, prefix })} className="home-location">
      {prefix === "" ? <Icon name="bucket" size={22} /> : <FileIcon kind="folder" size={22} />}
      <span className="home-label">{label}</span>
      <span className="home-facts num">
        {[region, made && `created ${made}`].filter(Boolean).join(" · ")}
      </span>
      <Icon name="chevron-right" size={16} />
    </Link>
  );
}
