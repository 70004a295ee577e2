// Takes what the share sheet of a phone sends to the installed page, and keeps it for the page /share (src/share).
// It has a part in nothing else: every other request goes where it would go without it, and nothing of the server
// or of S3 is kept.

/** As in src/share/kept.ts. */
const KEPT = "wardrobe-shared";

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "POST" && new URL(url).pathname === "/share") event.respondWith(take(event.request));
});

async function take(request) {
  try {
    const form = await request.formData();
    const kept = await caches.open(KEPT);
    const batch = `${Date.now()}-${crypto.randomUUID()}`;
    const files = form.getAll("files").filter((file) => typeof file !== "string");
    await Promise.all(files.map((file, at) => kept.put(`/share/kept/${batch}/${at}`, wrapped(file))));
    return Response.redirect("/share", 303);
  } catch {
    // Such as when there is no room.
    return Response.redirect("/share?failed=1", 303);
  }
}

function wrapped(file) {
  const headers = {
    "Content-Type": file.type || "application/octet-stream",
    "X-Name": encodeURIComponent(file.name),
    "X-Modified": String(file.lastModified),
  };
  return new Response(file, { headers });
}
