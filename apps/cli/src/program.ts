import { Argument, Command, CommanderError, Option } from 'commander';
import type { Call, CliArgument, CliCommand } from './frame/cli-command';
import { EXIT, EXIT_CODE_HELP, type ExitCode } from './frame/exit-codes';
import { type Language, LANGUAGES, type Text } from './frame/language';
import type { Terminal } from './frame/terminal';

export interface ProgramOptions {
  readonly commands: readonly CliCommand[];
  readonly language: Language;
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Made once `--json` is known. */
  terminal(json: boolean): Terminal;
  write(words: string): void;
  writeError(words: string): void;
}

const ABOUT: Text = {
  zh: '技能补贴台账: 职业培训补贴从报名到最后一分钱',
  en: 'Skill Ledger: a training subsidy from enrolment to the last fen',
};

/** Every command takes these, before or after its name. */
const COMMON: readonly { readonly flags: string; readonly about: Text; readonly choices?: readonly string[] }[] = [
  {
    flags: '--data <dir>',
    about: {
      zh: '台账目录(默认 LEDGER_DATA 或 ./data)',
      en: 'folder of the ledger (default LEDGER_DATA or ./data)',
    },
  },
  { flags: '--json', about: { zh: '输出 JSON', en: 'print JSON' } },
  {
    flags: '--lang <language>',
    about: { zh: '语言(默认按 LANG)', en: 'language (default from LANG)' },
    choices: LANGUAGES,
  },
];

const DEFAULT_FOLDER = './data';

/** The titles of commander's help, in Chinese. */
const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法:',
  'Arguments:': '参数:',
  'Options:': '选项:',
  'Commands:': '命令:',
};

/** 命令行: turns words into a call of one command and its outcome into an exit code. */
export async function runProgram(words: readonly string[], options: ProgramOptions): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const root = new Command('ledger')
    .description(ABOUT[options.language])
    .version(options.version, '-V, --version', options.language === 'zh' ? '显示版本' : 'show the version');
  dress(root, options);
  root.helpCommand(false);
  for (const command of options.commands) root.addCommand(declared(command, options, (ended) => (code = ended)));
  root.addHelpText('after', `\n${EXIT_CODE_HELP[options.language]}\n`);
  try {
    await root.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
  return code;
}

function declared(declaration: CliCommand, options: ProgramOptions, ended: (code: ExitCode) => void): Command {
  const { language } = options;
  const command = new Command(declaration.name).description(declaration.about[language]);
  dress(command, options);
  for (const each of declaration.arguments ?? []) command.addArgument(argumentOf(each, language));
  for (const { flags, about, choices } of declaration.options ?? []) {
    const option = new Option(flags, about[language]);
    command.addOption(choices ? option.choices([...choices]) : option);
  }
  if (declaration.more) command.addHelpText('after', `\n${declaration.more[language]}\n`);
  for (const each of declaration.subcommands ?? []) command.addCommand(declared(each, options, ended));
  const { run } = declaration;
  if (run) {
    command.action(async () => {
      const given = command.optsWithGlobals<Record<string, string | boolean | undefined>>();
      const call: Call = {
        arguments: command.processedArgs as readonly (string | undefined)[],
        options: given,
        folder: String(given['data'] ?? (options.env['LEDGER_DATA'] || DEFAULT_FOLDER)),
        terminal: options.terminal(given['json'] === true),
        env: options.env,
      };
      ended(await run(call));
    });
  } else command.helpCommand(false);
  return command;
}

/** What all levels of the program share: common options, both languages, no exit of the process. */
function dress(command: Command, { language, write, writeError }: ProgramOptions): void {
  for (const { flags, about, choices } of COMMON) {
    const option = new Option(flags, about[language]);
    command.addOption(choices ? option.choices([...choices]) : option);
  }
  command.helpOption('-h, --help', language === 'zh' ? '显示帮助' : 'show help');
  command.configureHelp({
    showGlobalOptions: false,
    styleTitle: (title) => (language === 'zh' ? (TITLES[title] ?? title) : title),
    optionDescription: ({ description, argChoices }) => described(description, argChoices, language),
    argumentDescription: ({ description, argChoices }) => described(description, argChoices, language),
  });
  command.configureOutput({
    writeOut: write,
    writeErr: writeError,
    outputError: (message, print) => print(language === 'zh' ? message.replace(/^error: /, '用法有误: ') : message),
  });
  command.exitOverride();
}

const described = (about: string, choices: readonly string[] | undefined, language: Language): string =>
  choices ? `${about} (${language === 'zh' ? '可选' : 'one of'}: ${choices.join(', ')})` : about;

function argumentOf({ name, about, choices }: CliArgument, language: Language): Argument {
  const argument = new Argument(name, about[language]);
  return choices ? argument.choices([...choices]) : argument;
}
