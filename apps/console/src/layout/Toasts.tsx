import { Notification } from "react-admin";

/** How long a toast stays; one that offers an undo must be read first. */
const SHOWN_MS = 6_000;

/** Short answers to what was done, bottom left. */
export function Toasts() {
  return <Notification autoHideDuration={SHOWN_MS} anchorOrigin={{ vertical: "bottom", horizontal: "left" }} />;
}
