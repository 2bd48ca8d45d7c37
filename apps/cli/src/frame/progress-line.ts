import { SingleBar } from 'cli-progress';
import type { Text } from './language';
import type { Terminal } from './terminal';
import { duration, plainNumber } from './words';

export interface ProgressNews {
  /** 0 to 1. */
  readonly share: number;
  readonly done: number;
  readonly perSecond: number;
  readonly secondsLeft: number;
}

/** Lines on a terminal that cannot be redrawn. */
const TELL_EVERY_MS = 5_000;
const WHOLE = 1_000;

/** 进度: a bar that redraws its line, or a line every few seconds where nobody watches. Says nothing with `--json`. */
export class ProgressLine {
  private readonly bar: SingleBar | undefined;
  private toldAt = performance.now();

  /** `of`: what is counted, such as commands or events. */
  constructor(
    private readonly terminal: Terminal,
    private readonly title: Text,
    private readonly of: Text,
  ) {
    if (!terminal.isLive) return;
    const [left, unit] = [terminal.text({ zh: '剩余', en: 'left' }), terminal.text(of)];
    this.bar = new SingleBar({
      format: `${terminal.text(title)} [{bar}] {percentage}% | {done} ${unit} | {speed}/s | ${left} {left}`,
      barCompleteChar: '█',
      barIncompleteChar: '░',
      hideCursor: true,
      clearOnComplete: true,
      stream: terminal.progressStream,
    });
    this.bar.start(WHOLE, 0, { done: '0', speed: '–', left: '–' });
  }

  moved({ share, done, perSecond, secondsLeft }: ProgressNews): void {
    const words = { done: plainNumber(done), speed: plainNumber(perSecond), left: duration(secondsLeft) };
    if (this.bar) {
      this.bar.update(Math.floor(share * WHOLE), words);
      return;
    }
    const now = performance.now();
    if (this.terminal.json || now - this.toldAt < TELL_EVERY_MS) return;
    this.toldAt = now;
    const { terminal, title, of } = this;
    const left = terminal.text({ zh: '剩余', en: 'left' });
    terminal.remark(
      `${terminal.text(title)} ${Math.floor(share * 100)}%, ${words.done} ${terminal.text(of)}, ${words.speed}/s, ${left} ${words.left}`,
    );
  }

  end(): void {
    this.bar?.stop();
  }
}
