import { withKeys } from '@ledger/vault';
import { openMongoKeyVault } from '@ledger/vault/mongodb/open-mongo-key-vault';

/** A program that opens a value again and again: `vault-clerk.main.js <url> <database> <name> <times>`; writes each sealed value as JSON. */
async function main(url = '', database = '', name = '', times = '0'): Promise<void> {
  const masterKey = '7e'.repeat(32);
  const vault = await openMongoKeyVault({ url, database, masterKey, now: () => new Date().toISOString() });
  const why = { actor: { id: name, role: 'CLERK', unit: 'XC' }, purpose: 'count', fields: ['name'] };
  for (let time = 1; time <= Number(times); time += 1) {
    const sealed = await withKeys(vault, () => vault.seal(`person-${time}`, `${name} ${time}`));
    const [text] = await vault.open([sealed], why);
    process.stdout.write(`${JSON.stringify({ text, sealed })}\n`);
  }
  await vault.close();
}

main(...process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exitCode = 1;
});
