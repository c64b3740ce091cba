"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { buttonStyle } from "./button-style";
import { Input } from "./input";

type PasswordInputProps = {
  /** `new-password` makes password managers offer one. */
  autoComplete: "current-password" | "new-password";
};

/** A password, hidden until the eye is pressed. Inside a `Field`. */
export function PasswordInput({ autoComplete }: PasswordInputProps) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <div data-slot="password-input" className="relative">
      <Input
        type={shown ? "text" : "password"}
        autoComplete={autoComplete}
        spellCheck={false}
        autoCapitalize="off"
        className="pr-9"
      />
      <button
        type="button"
        aria-label={shown ? "Hide characters" : "Show characters"}
        onClick={() => setShown(!shown)}
        className={buttonStyle("ghost", "icon-sm", "absolute top-0.5 right-0.5")}
      >
        <Icon aria-hidden />
      </button>
    </div>
  );
}
