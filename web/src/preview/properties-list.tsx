// What S3 knows of one object.
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Properties } from "../api/types";
import { t } from "../messages/preview";
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
  if (!data) return <Spinner label={t.asking} />;
  const size = data.size < 1024 ? formatSize(data.size) : t.exactly(formatSize(data.size), data.size);
  const { checksum } = data;
  return (
    <dl className="properties">
      <Line name={t.address}>{`s3://${bucket}/${objectKey}`}</Line>
      <Line name={t.size}>{size}</Line>
      <Line name={t.modified}>{formatMoment(data.last_modified)}</Line>
      <Line name={t.type}>{data.content_type}</Line>
      <Line name={t.encoding}>{data.content_encoding}</Line>
      <Line name={t.language}>{data.content_language}</Line>
      <Line name={t.disposition}>{data.content_disposition}</Line>
      <Line name={t.caching}>{data.cache_control}</Line>
      <Line name={t.storageClass}>{data.storage_class ?? "STANDARD"}</Line>
      <Line name={t.archive}>{archiveWords(data)}</Line>
      <Line name="ETag">{data.etag}</Line>
      <Line name={t.version}>{data.version_id}</Line>
      <Line name={t.encryption}>{data.encryption}</Line>
      <Line name={t.kmsKey}>{data.kms_key}</Line>
      <Line name={t.checksum(checksum?.algorithm ?? "")}>{checksum?.value}</Line>
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
      <dd dir="auto">{children}</dd>
    </div>
  );
}
