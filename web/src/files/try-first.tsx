// A dry run of something large.
import { t } from "../messages/files";
import { Button } from "../ui/button";

/** Fewer objects than these are tried by doing it. */
const LARGE = 100;

/** Nothing where there are few. `count` is how many are known to be meant; null while nobody has counted. */
export function TryFirst({ count, onPress }: { count: number | null; onPress: () => void }) {
  if (count !== null && count < LARGE) return null;
  return <Button onPress={onPress}>{t.tryWithout}</Button>;
}
