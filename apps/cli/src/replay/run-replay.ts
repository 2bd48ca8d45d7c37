import type { RecordedEvent } from '@ledger/kernel';
import {
  allStreams,
  caseStream,
  historyAt,
  stateAt,
  type CaseState,
  type HistoryEntry,
  type Moment,
} from '@ledger/streams';
import type { Call } from '../frame/cli-command';
import { EXIT, type ExitCode } from '../frame/exit-codes';
import { reading } from '../frame/open-ledger';
import { eventsOf, streamNamed } from '../frame/stream-named';
import type { Terminal } from '../frame/terminal';
import { argumentOf, momentIn } from '../frame/values';
import { withoutCiphers } from '@ledger/runtime/questions/without-ciphers';
import { localTime } from '../frame/words';
import { showCaseState } from './case-state';
import { showHistory, timelineWithData } from './history';

export async function runReplay(call: Call): Promise<ExitCode> {
  const stream = streamNamed(argumentOf(call, 0));
  const moment: Moment = { asOf: momentIn(call, 'asOf'), asKnown: momentIn(call, 'asKnown') };
  return reading(call, async (ask) => {
    const events = await ask((ledger) => eventsOf(ledger, stream));
    const history = historyAt(events, moment);
    const state = stateOf(stream, history);
    const { terminal } = call;
    if (terminal.json)
      terminal.document({ stream, ...moment, state: withoutCiphers(state), events: timelineWithData(history) });
    else {
      showMoment(terminal, stream, moment);
      if (stream.startsWith(`${caseStream.prefix}-`)) showCaseState(terminal, state as CaseState);
      else terminal.line(JSON.stringify(withoutCiphers(state), undefined, 2));
      terminal.line();
      showHistory(terminal, history);
    }
    return EXIT.ok;
  });
}

/** A command's own stream, which holds a refusal, has no state. */
function stateOf(stream: string, history: readonly HistoryEntry<RecordedEvent>[]): unknown {
  const type = allStreams.find(({ prefix }) => stream.startsWith(`${prefix}-`));
  return type ? stateAt(type, history) : {};
}

function showMoment(terminal: Terminal, stream: string, { asOf, asKnown }: Moment): void {
  terminal.heading({ zh: stream, en: stream });
  if (asOf) {
    const known = asKnown ? { zh: '', en: '' } : { zh: '，事实按现在所知', en: ', facts as known today' };
    terminal.say({
      zh: `截至 ${localTime(asOf)}（北京时间）${known.zh}`,
      en: `as of ${localTime(asOf)} (Asia/Shanghai)${known.en}`,
    });
  }
  if (asKnown)
    terminal.say({
      zh: `按 ${localTime(asKnown)}（北京时间）已记录的所知`,
      en: `as known on ${localTime(asKnown)} (Asia/Shanghai)`,
    });
}
