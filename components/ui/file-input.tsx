"use client";

import { FileUp, X } from "lucide-react";
import { type ChangeEvent, type DragEvent, useId, useRef, useState } from "react";
import { cn } from "@/lib/cn";
import { buttonStyle } from "./button-style";

type FileInputProps = {
  name: string;
  label: string;
  /** “XLSX or CSV, at most 10 MB” */
  help?: string;
  /** As for `<input type=file>`: ".xlsx,.csv". */
  accept?: string;
  onFile?: (file: File | null) => void;
  className?: string;
};

/** A place to drop a file on, or to choose one by click, Enter or Space. */
export function FileInput({ name, label, help, accept, onFile, className }: FileInputProps) {
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [over, setOver] = useState(false);
  const id = useId();

  function take(next: File | null) {
    setFile(next);
    onFile?.(next);
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    if (!input.current || event.dataTransfer.files.length === 0) return;
    input.current.files = event.dataTransfer.files;
    take(input.current.files[0] ?? null);
  }

  function clear() {
    if (input.current) input.current.value = "";
    take(null);
    input.current?.focus();
  }

  return (
    <div data-slot="file-input" className={cn("relative", className)}>
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cn(
          "flex min-h-24 flex-col items-center justify-center gap-1 rounded-lg border border-control border-dashed bg-sunken p-4 text-center transition-colors hover:border-muted-foreground has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:outline-offset-2",
          over && "border-primary border-solid bg-accent-subtle",
        )}
      >
        <FileUp aria-hidden className="size-5 text-muted-foreground" />
        <span className="font-medium">{file ? file.name : label}</span>
        <span className="text-muted-foreground text-sm">{file ? formatBytes(file.size) : help}</span>
        <input
          ref={input}
          id={id}
          type="file"
          name={name}
          accept={accept}
          onChange={(event: ChangeEvent<HTMLInputElement>) => take(event.target.files?.[0] ?? null)}
          className="sr-only"
        />
      </label>
      {file ? (
        <button
          type="button"
          aria-label={`Remove ${file.name}`}
          onClick={clear}
          className={buttonStyle("ghost", "icon-sm", "absolute top-1.5 right-1.5")}
        >
          <X aria-hidden />
        </button>
      ) : null}
    </div>
  );
}

/** “1.2 MB” in powers of ten, with a space that does not break. */
export function formatBytes(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB"];
  const power = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const value = new Intl.NumberFormat("en", { maximumFractionDigits: 1 }).format(bytes / 1000 ** power);
  return `${value}\u00A0${units[power]}`;
}
