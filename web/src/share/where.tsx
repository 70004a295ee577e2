// Chooses the folder for what was shared: the places that were used last come first.
import { useState } from "react";
import { useLocation } from "wouter";
import { lastUsedFirst } from "../api/last-used";
import { useConnections } from "../api/queries";
import { chooseRole, pathOf, roleAmong } from "../api/role";
import type { Identity } from "../api/types";
import type { Been } from "../files/been";
import { FolderPicker } from "../files/folder-picker";
import { marksOf } from "../files/marks";
import { onlyWays } from "../files/only-ways";
import { placeOf } from "../files/target-dialog";
import { displayName } from "../listing/names";
import { t } from "../messages/share";
import { paths } from "../routes";
import { chosen, type Found, transfers } from "../transfer";
import { numbered } from "../transfer/names";
import { Button } from "../ui/button";
import { FileIcon } from "../ui/file-icon";
import { Select } from "../ui/select";
import { TextField } from "../ui/text-field";
import { formatAddress } from "../util/address";
import { forgetShared, noteWaiting } from "./kept";

/** Places that are offered. */
const OFFERED = 6;

interface WhereProps {
  files: File[];
  /** Not empty. */
  open: Identity[];
}

export function Where({ files, open }: WhereProps) {
  const { data: connections } = useConnections();
  const [chosenRole, choose] = useState<string | null>(null);
  const [last] = lastUsedFirst(connections ?? []).filter(({ name }) =>
    open.some(({ connection }) => connection === name),
  );
  const role =
    open.find((one) => pathOf(one) === chosenRole) ?? (last && roleAmong(open, last.name, null)) ?? open[0]!;
  return (
    <>
      {open.length > 1 && (
        <Select
          label={t.through}
          value={pathOf(role)}
          onChange={choose}
          options={open.map((one) => ({ value: pathOf(one), label: wordsOf(one) }))}
        />
      )}
      <Folder key={pathOf(role)} files={files} role={role} />
    </>
  );
}

const wordsOf = ({ label, role }: Identity) => (role ? `${label}, ${role}` : label);

function Folder({ files, role }: { files: File[]; role: Identity }) {
  const [, navigate] = useLocation();
  const [places] = useState(() => placesOf(role));
  const [text, setText] = useState(() => (places[0] ? addressOf(places[0]) : ""));
  const [ways, setWays] = useState(false);
  const place = placeOf(text, places[0]?.bucket ?? "");
  const problem = "problem" in place ? place.problem : ways ? `${onlyWays}.` : null;
  const upload = () => {
    if ("problem" in place) return;
    chooseRole(role);
    transfers.add({ connection: pathOf(role), ...place }, named(files));
    noteWaiting(false);
    forgetWhenOver();
    navigate(paths.files(role.connection, place));
  };
  return (
    <section className="share-where" aria-label={t.folder}>
      {places.length > 0 && (
        <ul className="share-places" aria-label={t.lastUsed}>
          {places.map((one) => (
            <li key={addressOf(one)}>
              <button
                type="button"
                className="share-place"
                aria-pressed={addressOf(one) === text}
                onClick={() => setText(addressOf(one))}
              >
                <FileIcon kind="folder" size={22} />
                {displayName(`${one.bucket}/${one.prefix}`.replace(/\/$/, ""))}
              </button>
            </li>
          ))}
        </ul>
      )}
      <TextField
        label={t.folder}
        mono
        value={text}
        onChange={setText}
        spellCheck="false"
        autoComplete="off"
      />
      <FolderPicker
        connection={pathOf(role)}
        place={"problem" in place ? null : place}
        onWays={setWays}
        onPlace={(next) => setText(addressOf(next))}
      />
      <div className="share-go">
        <Button look="primary" icon="upload" isDisabled={problem !== null} onPress={upload}>
          {t.uploadHere}
        </Button>
        <p className="muted" role="status">
          {text !== "" && problem}
        </p>
      </div>
    </section>
  );
}

const addressOf = ({ bucket, prefix }: Been) => formatAddress({ bucket, key: prefix });

/** Those opened last, then those with a star. */
function placesOf(role: Identity): Been[] {
  const all = [...marksOf("recent", role), ...marksOf("starred", role)];
  return [...new Map(all.map((place) => [addressOf(place), place])).values()].slice(0, OFFERED);
}

/** Photos are often all called the same: each gets a name of its own. */
function named(files: File[]): Found[] {
  const taken = new Set<string>();
  return chosen(files).map((found) => {
    let { path } = found;
    for (let number = 2; taken.has(path); number++) path = numbered(found.path, number);
    taken.add(path);
    return { ...found, path };
  });
}

/** Until then a page that is left finds them again. */
function forgetWhenOver(): void {
  const end = transfers.subscribe(() => {
    if (transfers.snapshot().running) return;
    end();
    void forgetShared();
  });
}
