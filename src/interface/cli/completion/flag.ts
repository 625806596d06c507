/** `--completions bash`: the script of a shell. */
import * as Completions from "effect/cli/Completions"
import * as Flag from "effect/cli/Flag"
import * as GlobalFlag from "effect/cli/GlobalFlag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Output from "../terminal/output.ts"
import * as Script from "./script.ts"

/** As the library's own, which writes no name of a run or a file; PowerShell's script is the library's. */
export const completions: typeof GlobalFlag.Completions = GlobalFlag.Action({
  flag: Flag.ChoiceWithValue("completions", [
    ["bash", "bash"],
    ["zsh", "zsh"],
    ["fish", "fish"],
    ["powershell", "powershell"],
    ["sh", "bash"],
    ["pwsh", "powershell"]
  ] as const).pipe(
    Flag.optional,
    Flag.withMetavar("SHELL"),
    Flag.withDescription("Print what a shell needs to complete commands, flags, runs, tables and parameters")
  ),
  run: (shell, { command }) => {
    if (Option.isNone(shell)) return Effect.void
    return Output.print(
      shell.value === "powershell"
        ? Completions.generate(command.name, shell.value, Completions.fromCommand(command))
        : Script.of[shell.value]
    )
  }
})
