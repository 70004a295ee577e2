// The window in which an object is shown large.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { objectUrl, showProperties } from "../api/objects";
import { EditLink } from "../editor/edit-link";
import { t } from "../messages/preview";
import { IconButton } from "../ui/button";
import { FileIcon } from "../ui/file-icon";
import { Icon } from "../ui/icon";
import { archiveWords } from "../util/archive";
import { formatMoment, formatSize } from "../util/format";
import { kindOf } from "../util/kind";
import { Boundary } from "./boundary";
import { Meter, MeterProvider, useBytesRead } from "./meter";
import { PropertiesList } from "./properties-list";
import { Show } from "./show";
import { viewerOf } from "./viewer";
import "./preview.css";

export interface PreviewProps {
  connection: string;
  bucket: string;
  /** As listed; of an object that is not listed yet the key is enough. */
  object: {
    key: string;
    size?: number;
    last_modified?: string | null;
    etag?: string | null;
    /** Of an older version. */
    versionId?: string;
  };
  onClose: () => void;
  /** Shows the neighbour, if there is one. */
  onPrevious?: () => void;
  onNext?: () => void;
}

/** An object, its neighbours by the arrow keys, what S3 knows of it, and its download. */
export function PreviewDialog({ connection, bucket, object, onClose, onPrevious, onNext }: PreviewProps) {
  const { key, versionId } = object;
  const [asked, setAsked] = useState<boolean | null>(null);
  // Of what cannot be shown the properties are all there is to see.
  const details = asked ?? viewerOf(key) === "none";
  const properties = useQuery({
    queryKey: ["properties", connection, bucket, key, object.etag, versionId],
    queryFn: ({ signal }) => showProperties(connection, bucket, key, signal, versionId),
  });
  const size = properties.data?.size ?? object.size;
  const modified = properties.data?.last_modified ?? object.last_modified;
  const name = nameOf(key);
  const shown = `${key} ${versionId ?? ""}`;
  const meter = useMemo(() => new Meter(shown), [shown]);
  const read = useBytesRead(meter);
  useArrows(onPrevious, onNext);
  return (
    <ModalOverlay className="preview-scrim" isOpen isDismissable onOpenChange={(open) => open || onClose()}>
      <Modal className="preview-window">
        <AriaDialog className="preview">
          <header className="preview-head">
            <FileIcon kind={kindOf(key)} size={24} />
            <div className="preview-title">
              <Heading slot="title" level={2}>
                <bdi>{name}</bdi>
              </Heading>
              <p className="muted num">
                {[versionId ? t.version : "", readWords(read, size), formatMoment(modified)]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
            </div>
            <nav className="preview-buttons" aria-label={t.object}>
              <IconButton
                icon="chevron-left"
                label={t.previous}
                onPress={onPrevious}
                isDisabled={!onPrevious}
              />
              <IconButton icon="chevron-right" label={t.next} onPress={onNext} isDisabled={!onNext} />
              <EditLink
                objectKey={key}
                contentType={properties.data?.content_type}
                isOld={Boolean(versionId)}
              />
              <IconButton
                icon="info"
                label={t.properties}
                aria-expanded={details}
                onPress={() => setAsked(!details)}
              />
              {properties.data?.archived ? (
                <IconButton icon="download" label={archiveWords(properties.data) ?? t.download} isDisabled />
              ) : (
                <a
                  className="button button-icon"
                  data-look="quiet"
                  href={objectUrl(connection, bucket, key, { versionId })}
                  download={name}
                  aria-label={t.downloadIt(name)}
                  title={t.download}
                >
                  <Icon name="download" />
                </a>
              )}
              <IconButton icon="close" label={t.close} onPress={onClose} />
            </nav>
          </header>
          <div className="preview-body" data-details={details}>
            <div className="preview-show" key={shown}>
              <Boundary>
                <MeterProvider value={meter}>
                  <Show
                    source={{ connection, bucket, key, etag: object.etag, versionId }}
                    properties={properties}
                  />
                </MeterProvider>
              </Boundary>
            </div>
            {details && (
              // What scrolls can be scrolled by keys too.
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
              <aside className="preview-details" aria-label={t.properties} tabIndex={0}>
                <PropertiesList bucket={bucket} objectKey={key} properties={properties} />
              </aside>
            )}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The size, and how much of it has been read to show it. */
function readWords(read: number, size: number | undefined): string {
  if (size === undefined) return "";
  if (read === 0) return formatSize(size);
  return read < size ? t.readOf(formatSize(read), formatSize(size)) : t.readAll(formatSize(size));
}

/** The last part of a key; of `a//` nothing is left, so the key itself. */
function nameOf(key: string): string {
  return key.slice(key.lastIndexOf("/", key.length - 2) + 1) || key;
}

/** Left and right show the neighbours, wherever in the window the focus is. */
function useArrows(onPrevious?: () => void, onNext?: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!turns(event)) return;
      const turn = event.key === "ArrowLeft" ? onPrevious : onNext;
      if (!turn) return;
      event.preventDefault();
      turn();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [onPrevious, onNext]);
}

/** The arrow keys turn the page, unless what has the focus needs them itself. */
function turns({ key, target, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  if (key !== "ArrowLeft" && key !== "ArrowRight") return false;
  if (altKey || ctrlKey || metaKey || shiftKey) return false;
  return !(
    target instanceof Element && target.closest("input, textarea, select, video, audio, [data-own-arrows]")
  );
}
