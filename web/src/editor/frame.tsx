// What is around a text: its name, what can be done, the way out.
import type { ReactNode } from "react";
import { t } from "../messages/editor";
import { IconButton } from "../ui/button";
import { FileIcon } from "../ui/file-icon";
import { useTitle } from "../ui/title";
import { kindOf } from "../util/kind";
import type { Place } from "./stored";

interface FrameProps {
  place: Place;
  onClose: () => void;
  children: ReactNode;
  /** Buttons. */
  tools?: ReactNode;
  /** How it stands. */
  status?: ReactNode;
  isDirty?: boolean;
}

export function Frame({
  place: { bucket, key },
  onClose,
  children,
  tools,
  status,
  isDirty = false,
}: FrameProps) {
  const name = key.slice(key.lastIndexOf("/") + 1) || key;
  useTitle(`${isDirty ? "• " : ""}${name}`);
  return (
    <main className="editor" aria-label={t.editorOf(name)}>
      <header className="editor-head">
        <IconButton icon="arrow-left" label={t.back} onPress={onClose} />
        <FileIcon kind={kindOf(key)} size={24} />
        <div className="editor-title">
          <h1>
            <bdi>{name}</bdi>
          </h1>
          <p className="muted">
            <bdi>
              {bucket}/{key.slice(0, key.lastIndexOf("/") + 1)}
            </bdi>
          </p>
        </div>
        <div className="editor-tools" role="toolbar" aria-label={t.thisText}>
          {tools}
        </div>
      </header>
      {children}
      {status && <footer className="editor-status">{status}</footer>}
    </main>
  );
}
