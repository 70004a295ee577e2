// Why a sign-in elsewhere failed. The server sends people back with the reason's number in the
// address, and tells it once; the address is cleaned, the reason stays until it is dismissed.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { useSearch } from "wouter/use-browser-location";
import { ApiError } from "../api/error";
import { stayHere } from "../api/last-used";
import { showSignInError } from "../api/sign-in";

const NAME = "sign_in_error";

export interface SignInError {
  error: ApiError | null;
  /** There is one, but it is not known yet. */
  isAwaited: boolean;
  dismiss: () => void;
}

export function useSignInError(): SignInError {
  const [id, dismiss] = useTaken(NAME);
  const { data, error } = useQuery({
    queryKey: ["sign-in-error", id],
    queryFn: () => showSignInError(id ?? ""),
    enabled: id !== null,
    staleTime: "static",
    gcTime: Number.POSITIVE_INFINITY,
  });
  const failed = id === null ? null : (data ?? (error && ApiError.from(error)));
  return { error: failed, isAwaited: id !== null && !failed, dismiss };
}

/** Takes a value out of the address, and keeps it until it is let go. */
export function useTaken(name: string): [value: string | null, letGo: () => void] {
  const search = useSearch().replace(/^\?/, "");
  const [path, navigate] = useLocation();
  const query = new URLSearchParams(search);
  const there = query.get(name);
  const [kept, setKept] = useState(there);
  if (there !== null && there !== kept) setKept(there);
  useEffect(() => {
    if (there === null) return;
    // Whoever comes back with something to read is not sent away again.
    stayHere();
    // Not by URLSearchParams: the rest of the query stays as it was written.
    const rest = search.split("&").filter((pair) => !pair.startsWith(`${name}=`));
    navigate(rest.length > 0 ? `${path}?${rest.join("&")}` : path, { replace: true });
  }, [there, name, search, path, navigate]);
  return [kept, () => setKept(null)];
}
