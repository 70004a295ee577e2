// What S3 knows of one object.
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Properties } from "../api/types";
import { Spinner } from "../ui/progress";
import { ErrorState } from "../ui/states";
import { archiveWords } from "../util/archive";
import { formatMoment, formatSize } from "../util/format";
import "./properties-list.css";

interface Props {
  bucket: string;
  objectKey: string;
  properties: UseQueryResult<Properties>;
}

export function PropertiesList({ bucket, objectKey, properties: { data, error } }: Props) {
  if (error) return <ErrorState error={error} />;
  if (!data) return <Spinner label="Asking S3" />;
  const size =
    data.size < 1024
      ? formatSize(data.size)
      : `${formatSize(data.size)} (${data.size.toLocaleString("en")} bytes)`;
  const { checksum } = data;
  return (
    <dl className="properties">
      <Line name="Address">{`s3://${bucket}/${objectKey}`}</Line>
      <Line name="Size">{size}</Line>
      <Line name="Last modified">{formatMoment(data.last_modified)}</Line>
      <Line name="Type">{data.content_type}</Line>
      <Line name="Encoding">{data.content_encoding}</Line>
      <Line name="Language">{data.content_language}</Line>
      <Line name="Disposition">{data.content_disposition}</Line>
      <Line name="Caching">{data.cache_control}</Line>
      <Line name="Storage class">{data.storage_class ?? "STANDARD"}</Line>
      <Line name="Archive">{archiveWords(data)}</Line>
      <Line name="ETag">{data.etag}</Line>
      <Line name="Version">{data.version_id}</Line>
      <Line name="Encryption">{data.encryption}</Line>
      <Line name="KMS key">{data.kms_key}</Line>
      <Line name={`Checksum ${checksum?.algorithm ?? ""}`}>{checksum?.value}</Line>
      {Object.entries(data.metadata).map(([name, value]) => (
        <Line key={name} name={`x-amz-meta-${name}`}>
          {value}
        </Line>
      ))}
    </dl>
  );
}

/** Nothing where nothing is known. */
export function Line({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === "") return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
