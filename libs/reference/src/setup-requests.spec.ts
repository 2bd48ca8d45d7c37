import { instantOfLocal, nameOf, type AnyCommandSpec, type LedgerEvent, type StreamType } from '@ledger/kernel';
import {
  allCommands,
  authority,
  CITY_LINE,
  fundId,
  type CatalogueState,
  type FundState,
  type OrgState,
  type PolicyState,
  WHO_MAY,
} from '@ledger/streams';
import { actor, FakeKeyed, type Given, given, uuid } from '@ledger/testing';
import { setupRequests } from './setup-requests';

/** A ledger as far as setting one up needs it: streams by name, each command decided by its own decider on what is there. */
class Streams {
  private readonly byName = new Map<string, Given<unknown>>();

  of(type: StreamType<unknown>, id: string): Given<unknown> {
    return this.byName.get(nameOf(type, id)) ?? given(type);
  }

  state<S>(name: string): S {
    return this.byName.get(name)?.state as S;
  }

  version(name: string): number {
    return this.byName.get(name)?.events.length ?? 0;
  }

  give(spec: AnyCommandSpec, data: object, role: string, at: string, commandId: string): void {
    const who = actor(role, 'XC');
    const id = spec.target(data, commandId, new FakeKeyed());
    const target = this.of(spec.stream, id);
    const wanted = spec.needs?.(data, target.state, {}) ?? {};
    const facts = Object.fromEntries(
      Object.entries(wanted).flatMap(([name, ref]) => (ref ? [[name, this.of(ref.type, ref.id).state as object]] : [])),
    );
    const policy = this.state<PolicyState>('policy-XC');
    const outcome = target
      .facts({ ...facts, ...(policy ? { policy } : {}) })
      .when(spec, data, { actor: who, at, commandId, id });
    expect(authority.may(who, spec.name, outcome.subject ?? { unit: '' })).toBeUndefined();
    for (const { stream, effect, data: asked } of outcome.accepted().before)
      this.effect(stream, effect, asked as object, at, commandId);
    this.byName.set(nameOf(spec.stream, id), outcome.next);
  }

  private effect(stream: string, effect: string, data: object, at: string, commandId: string): void {
    const on = this.byName.get(stream);
    if (!on) throw new Error(`${stream} is not there`);
    this.byName.set(stream, on.whenEffect(effect, data, { at, commandId, actor: actor('FUND_ADMIN', 'XC') }).next);
  }

  all(): readonly LedgerEvent[] {
    return [...this.byName.values()].flatMap(({ events }) => events);
  }
}

const requests = setupRequests();

describe('the commands that set a ledger up', () => {
  const streams = new Streams();
  const specs = new Map(allCommands.map((spec) => [spec.name, spec]));

  it('are all accepted, in their order, each on its day, from the role that may give it', () => {
    requests.forEach(({ command, data, role, on }, i) => {
      streams.give(specs.get(command)!, data, role, instantOfLocal(on, '09:00'), uuid(i + 1));
    });
    expect(streams.version('policy-XC')).toBeGreaterThan(90);
  });

  it('leave every parameter, the rates, three years of working days and the catalogues', () => {
    const policy = streams.state<PolicyState>('policy-XC');
    expect(Object.keys(policy.parameters)).toHaveLength(49);
    expect(Object.keys(policy.rates)).toHaveLength(16);
    expect(policy.years['2020']?.holidays).toContain('01-31');
    expect(Object.keys(policy.years)).toEqual(['2019', '2020', '2021']);
    expect(Object.keys(streams.state<CatalogueState>('catalogue-PROJECT').projects)).toHaveLength(44);
    const { occupations } = streams.state<CatalogueState>('catalogue-OCCUPATION');
    expect(Object.keys(occupations)).toHaveLength(42);
    expect(occupations['occ-internet-marketer']?.entry.ratePending).toBe(true);
    expect(occupations['occ-robot-operator']?.entry.ratePending).toBeUndefined();
  });

  it('list each organisation in its roles, but for the one that is never listed', () => {
    const orgs = requests
      .filter(({ command }) => command === 'RegisterOrganisation')
      .map(({ data }) => (data as { uscc: string }).uscc);
    const listings = orgs.map((uscc) => Object.keys(streams.state<OrgState>(`org-${uscc}`).listings).length);
    expect(listings.filter((count) => count === 0)).toHaveLength(1);
    expect(listings.filter((count) => count === 2)).toHaveLength(1);
    expect(listings).toHaveLength(26);
  });

  it('allot to ten units and keep the whole of 119,500,000.00 yuan (A-071)', () => {
    const city = streams.state<FundState>(`fund-${CITY_LINE}`);
    expect(city.totalFen).toBe(11_950_000_000);
    expect(city.availableFen + city.allottedFen).toBe(city.totalFen);
    const units = new Set(
      requests.filter(({ command }) => command === 'AllotFunds').map(({ data }) => (data as { unit: string }).unit),
    );
    const lines = [...units].map((unit) => streams.state<FundState>(`fund-${fundId(unit)}`).availableFen);
    expect(units.size).toBe(10);
    expect(lines.reduce((sum, fen) => sum + fen, 0)).toBe(city.allottedFen);
  });

  it('are never before the plan or before the document that they stand on', () => {
    for (const { data, on } of requests) {
      expect(on >= '2019-10-12').toBe(true);
      expect(on >= (data as { document: { issuedOn: string } }).document.issuedOn).toBe(true);
    }
    expect(requests.map(({ on }) => on)).toEqual(requests.map(({ on }) => on).toSorted());
  });

  it('name roles of the table of powers', () => {
    const rows = new Map(WHO_MAY.map((row) => [row.command, row]));
    expect(requests.filter(({ command, role }) => rows.get(command)?.who[role] !== 'city')).toEqual([]);
  });
});
