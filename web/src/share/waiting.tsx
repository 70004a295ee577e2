// Somebody who had to do something else first is led back to what was shared.
import { Link } from "wouter";
import { t } from "../messages/share";
import { paths } from "../routes";
import { Notice } from "../ui/notice";
import "./share.css";

export function Waiting() {
  return (
    <aside className="share-waiting" aria-label={t.shared}>
      <Notice
        title={t.waiting}
        actions={
          <Link className="button" data-size="s" href={paths.share()}>
            <span className="button-words">{t.chooseFolder}</span>
          </Link>
        }
      />
    </aside>
  );
}
