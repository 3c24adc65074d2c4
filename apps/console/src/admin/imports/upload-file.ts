import { type EntityTypeKey, IMPORT_CHUNK_CHARACTERS, type ImportId } from "@catalyst/contracts";
import { trpc } from "../../provider/trpc-client.ts";

/** Progress of an upload, 0 to 1. */
export type UploadProgress = (done: number) => void;

/**
 * Sends a file in chunks and answers the import's id. A chunk that failed on the way may be sent again: the server
 * keeps one of each ordinal.
 */
export async function uploadFile(entityType: EntityTypeKey, file: File, onProgress: UploadProgress): Promise<ImportId> {
  const { importId } = await trpc.imports.create.mutate({ entityType, fileName: file.name, sizeBytes: file.size });
  const chunks = splitText(await file.text(), IMPORT_CHUNK_CHARACTERS);
  for (const [ordinal, text] of chunks.entries()) {
    await trpc.imports.appendChunk.mutate({ importId, ordinal, text });
    onProgress((ordinal + 1) / chunks.length);
  }
  return importId;
}

/** Cuts text into pieces of at most `size` characters, never between the two halves of a surrogate pair. */
export function splitText(text: string, size: number): readonly string[] {
  const pieces: string[] = [];
  let start = 0;
  while (start < text.length) {
    let end = Math.min(start + size, text.length);
    const last = text.charCodeAt(end - 1);
    if (end < text.length && last >= 0xd800 && last <= 0xdbff) end -= 1;
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}
