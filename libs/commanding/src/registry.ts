import type { AnyCommandSpec, StreamType } from '@ledger/kernel';

/** All that can be asked and all streams that can be asked it of. Built once, by name; nothing is scanned for. */
export class Registry {
  private readonly commands = new Map<string, AnyCommandSpec>();
  private readonly streams = new Map<string, StreamType<unknown>>();

  constructor(commands: readonly AnyCommandSpec[], streams: readonly StreamType<unknown>[]) {
    for (const spec of commands) {
      if (this.commands.has(spec.name)) throw new Error(`command ${spec.name} is registered twice`);
      this.commands.set(spec.name, spec);
    }
    for (const type of streams) {
      if (this.streams.has(type.prefix)) throw new Error(`stream kind ${type.prefix} is registered twice`);
      this.streams.set(type.prefix, type);
    }
  }

  command(name: string): AnyCommandSpec | undefined {
    return this.commands.get(name);
  }

  all(): readonly AnyCommandSpec[] {
    return [...this.commands.values()];
  }

  /** The kind of a stream by its name; every stream that an effect names must be registered. */
  typeOf(stream: string): StreamType<unknown> {
    const type = this.streams.get(stream.slice(0, stream.indexOf('-')));
    if (!type) throw new Error(`stream ${stream} is of no registered kind`);
    return type;
  }
}
