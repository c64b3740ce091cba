"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { cellChange } from "./grid-keys";

type CellTextOptions<T> = {
  /** The value of what was typed, or why it is none. */
  read: (typed: string) => { value: T } | { error: string };
  save: (value: T) => void;
};

/** What is being typed into one cell of a grid: saved on leaving it; what cannot be read stays, with the reason. */
export function useCellText<T>({ read, save }: CellTextOptions<T>) {
  const [text, setText] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const input = useRef<HTMLInputElement>(null);

  function commit(typed: string | undefined) {
    if (typed === undefined) return;
    const reading = read(typed);
    if ("error" in reading) {
      setText(typed);
      setProblem(reading.error);
      return;
    }
    revert();
    save(reading.value);
  }

  function revert() {
    setText(undefined);
    setProblem(undefined);
  }

  const changed = useEffectEvent((event: Event) => {
    if (!(event instanceof CustomEvent)) return;
    if (event.detail === null) revert();
    else commit(String(event.detail));
  });

  useEffect(() => {
    const element = input.current;
    const listen = (event: Event) => changed(event);
    element?.addEventListener(cellChange, listen);
    return () => element?.removeEventListener(cellChange, listen);
  }, []);

  return { input, text, problem, type: setText, leave: () => commit(text) };
}
