import type { ExitCode } from './exit-codes';
import type { Text } from './language';
import type { Terminal } from './terminal';

export interface CliArgument {
  /** `<file>` required, `[event]` optional, `[words...]` several. */
  readonly name: string;
  readonly about: Text;
  readonly choices?: readonly string[];
}

export interface CliOption {
  /** `--report <file>`; its camel-cased name is the key of {@link Call.options}. */
  readonly flags: string;
  readonly about: Text;
  readonly choices?: readonly string[];
}

/** One call of a command, its words checked against the declaration. */
export interface Call {
  readonly arguments: readonly (string | undefined)[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** 台账目录. */
  readonly folder: string;
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * 子命令: its words, in both languages, and what it runs. Everything heavy is required inside `run`, so that help and
 * usage errors answer at once.
 */
export interface CliCommand {
  readonly name: string;
  readonly about: Text;
  readonly arguments?: readonly CliArgument[];
  readonly options?: readonly CliOption[];
  /** Shown below the help. */
  readonly more?: Text;
  readonly subcommands?: readonly CliCommand[];
  run?(call: Call): Promise<ExitCode>;
}
