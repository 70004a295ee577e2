// Buckets and folders to begin in.
import type { ReactNode } from "react";
import { Link } from "wouter";
import { paths } from "../routes";
import { FileIcon } from "../ui/file-icon";
import { Icon } from "../ui/icon";
import "./place-list.css";

/** PlaceLinks. */
export function PlaceList({ label, children }: { label?: string; children: ReactNode[] }) {
  return (
    <ul className="places" aria-label={label}>
      {children}
    </ul>
  );
}

export interface PlaceLinkProps {
  connection: string;
  bucket: string;
  prefix: string;
  label: string;
  /** What else is known of it, shorter. */
  facts?: string;
}

export function PlaceLink({ connection, bucket, prefix, label, facts = "" }: PlaceLinkProps) {
  return (
    <li>
      <Link href={paths.files(connection, { bucket, prefix })} className="place">
        {prefix === "" ? <Icon name="bucket" size={22} /> : <FileIcon kind="folder" size={22} />}
        <span className="place-label">{label}</span>
        <span className="place-facts num">{facts}</span>
        <Icon name="chevron-right" size={16} />
      </Link>
    </li>
  );
}
