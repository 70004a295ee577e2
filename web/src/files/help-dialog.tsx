// All keys, of the table by which they work.
import { Switch } from "react-aria-components/Switch";
import { type Group, type Shortcut, isSingle, shortcuts, shown } from "../listing/keyboard";
import { setSingleKeys, useSingleKeys } from "../listing/single-keys";
import { Dialog } from "../ui/dialog";
import "./help-dialog.css";

const groups: readonly [Group, string][] = [
  ["Go", "Go from place to place"],
  ["Select", "Select"],
  ["Look", "Look"],
  ["Change", "Change"],
  ["Help", "Find your way"],
];

export default function HelpDialog({ onClose }: { onClose: () => void }) {
  const singles = useSingleKeys();
  return (
    <Dialog title="Keyboard" size="l" isOpen onClose={onClose}>
      <Switch className="help-switch" isSelected={singles} onChange={setSingleKeys}>
        <span className="help-switch-track" />
        <span className="help-switch-words">
          Keys without Ctrl or Alt
          <span className="muted">
            Single letters and signs, such as ? and the beginning of a name. Turn them off if you speak to
            your machine, or press them by accident. F1 and Ctrl+K work all the same. This browser remembers
            it.
          </span>
        </span>
      </Switch>
      <div className="help-keys">
        {groups.map(([group, title]) => (
          <section key={group} aria-labelledby={`help-keys-${group}`}>
            <h3 id={`help-keys-${group}`}>{title}</h3>
            <dl>
              {shortcuts
                .filter((one) => one.group === group)
                .map((one) => (
                  <Line key={one.keys[0]} shortcut={one} singles={singles} />
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Line({ shortcut: { keys, says, does }, singles }: { shortcut: Shortcut; singles: boolean }) {
  // The other ways to go are the same as up and down.
  const told = does === "move" ? keys.slice(0, 2) : keys;
  return (
    <div className="help-keys-line">
      <dt>{says}</dt>
      <dd>
        {told.map((key, index) => {
          const isOff = !singles && isSingle(key);
          return (
            <span key={key} data-off={isOff || undefined}>
              {index > 0 && <span className="muted"> or </span>}
              <kbd>{shown(key)}</kbd>
              {isOff && <span className="muted"> (off)</span>}
            </span>
          );
        })}
        {does === "move" && <span className="muted"> …</span>}
      </dd>
    </div>
  );
}
