// What can be done here, and with what is selected.
import { type ReactNode, useEffect, useRef, useState } from "react";
import { t } from "../messages/files";
import { type Target, chosen, pick, transfers } from "../transfer";
import { usePaste } from "./use-paste";
import { LeftUploads } from "./left-uploads";
import { Button, IconButton } from "../ui/button";
import { Menu, MenuItem } from "../ui/menu";
import { TextField } from "../ui/text-field";
import { useMedia } from "../util/use-media";
import type { Actions } from "./actions";

export interface ToolbarProps {
  target: Target;
  actions: Actions;
  filter: string;
  onFilter: (text: string) => void;
  /** Looks for the filter's words in all folders below. */
  onSearch: () => void;
  isLoading: boolean;
  onRefresh: () => void;
  onStop: () => void;
  /** How the folder is shown. */
  view: ReactNode;
  /** What is done with the selection, while there is one; it takes the place of the filter. */
  selection: ReactNode;
}

export function Toolbar(props: ToolbarProps) {
  const { target, actions, selection } = props;
  return (
    <div className="files-tools" role="toolbar" aria-label={t.thisFolder} data-selecting={Boolean(selection)}>
      <div className="files-add">
        <Upload target={target} actions={actions} />
        <Button icon="folder-plus" refused={actions.reason("new-folder")} onPress={actions.newFolder}>
          {t.newFolder}
        </Button>
        <Button icon="file" refused={actions.reason("upload")} onPress={actions.newFile}>
          {t.newFile}
        </Button>
      </div>
      {selection || (
        <div className="files-look">
          <TextField
            label={t.filterByName}
            hideLabel
            placeholder={t.filter}
            type="search"
            value={props.filter}
            onChange={props.onFilter}
          />
          <IconButton icon="search" label={t.searchBelow} onPress={props.onSearch} />
          <IconButton icon="clock" label={t.asItWas} onPress={actions.past} />
          {props.isLoading ? (
            <IconButton icon="close" label={t.stopListing} onPress={props.onStop} />
          ) : (
            <IconButton icon="refresh" label={t.listAgain} onPress={props.onRefresh} />
          )}
        </div>
      )}
      {props.view}
    </div>
  );
}

/** Puts the cursor into the filter. */
export function focusFilter(): void {
  document.querySelector<HTMLInputElement>(".files-look input")?.focus();
}

/** Asks which files to upload, while there is a page that does. */
let asked: (() => void) | null = null;

export function askForFiles(): void {
  asked?.();
}

function Upload({ target, actions }: { target: Target; actions: Actions }) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const isTouched = useMedia("(pointer: coarse)");
  const take = (input: HTMLInputElement) => {
    transfers.add(target, chosen(input.files ?? []));
    input.value = "";
  };
  const [isLooking, setLooking] = useState(false);
  const choose = async () => {
    const picked = await pick();
    if (picked) transfers.add(target, picked);
    else files.current?.click();
  };
  const refused = actions.reason("upload");
  useEffect(() => {
    const ask = () => (refused ? actions.explain("upload") : void choose());
    asked = ask;
    return () => void (asked === ask && (asked = null));
  });
  usePaste(
    (pasted) => (refused ? actions.explain("upload") : transfers.add(target, chosen(pasted))),
    actions.paste,
  );
  const button = (
    <Button look="primary" icon="upload" refused={refused}>
      {t.upload}
    </Button>
  );
  return (
    <>
      <Menu label={t.upload} button={button} instead={refused ? () => actions.explain("upload") : undefined}>
        <MenuItem icon="file" onAction={() => void choose()}>
          {t.filesWord}
        </MenuItem>
        <MenuItem icon="folder" onAction={() => folder.current?.click()}>
          {t.folder}
        </MenuItem>
        {isTouched && (
          <MenuItem icon="camera" onAction={() => camera.current?.click()}>
            {t.takePhoto}
          </MenuItem>
        )}
        <MenuItem icon="pause" onAction={() => setLooking(true)}>
          {t.unfinished}
        </MenuItem>
      </Menu>
      {isLooking && <LeftUploads folder={target} onClose={() => setLooking(false)} />}
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label={t.filesToUpload}
        onChange={(event) => take(event.target)}
      />
      <input
        ref={folder}
        type="file"
        hidden
        aria-label={t.folderToUpload}
        onChange={(event) => take(event.target)}
        {...{ webkitdirectory: "" }}
      />
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={t.photoToUpload}
        onChange={(event) => take(event.target)}
      />
    </>
  );
}
