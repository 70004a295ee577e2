// Leads from a text that is shown to where it is edited.
import { Link, useLocation } from "wouter";
import { useSearch } from "wouter/use-browser-location";
import { t } from "../messages/preview";
import { viewerOf } from "../preview/viewer";
import { Icon } from "../ui/icon";
import { editorAddress } from "./address";

interface EditLinkProps {
  objectKey: string;
  contentType: string | null | undefined;
  /** An older version is shown. */
  isOld: boolean;
}

const texts: string[] = ["text", "markdown", "json", "table", "sniff"];

/** Nothing for what is no text. */
export function EditLink({ objectKey, contentType, isOld }: EditLinkProps) {
  const [path] = useLocation();
  const search = useSearch();
  if (isOld || !(texts.includes(viewerOf(objectKey, contentType)) || /\.svg$/i.test(objectKey))) return null;
  return (
    <Link
      className="button button-icon"
      data-look="quiet"
      href={editorAddress(path, search, { edit: objectKey })}
      aria-label={t.edit}
      title={t.edit}
    >
      <Icon name="pencil" />
    </Link>
  );
}
