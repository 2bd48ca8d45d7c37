// For mongosh, at the first member of the set: the replica set, an administrator, and the user that the ledger signs in as.
// Safe to run again.
/* global rs, db, sleep, process */
const HOSTS = ['mongo-1:27017', 'mongo-2:27017', 'mongo-3:27017'];
const PATIENCE_MS = 60_000;

const admin = db.getSiblingDB('admin');
const { MONGODB_ADMIN_PASSWORD: adminPassword, MONGODB_PASSWORD: password } = process.env;

/** Signs in where the administrator exists already: then the localhost exception holds no more. */
function signIn() {
  try {
    return admin.auth('admin', adminPassword).ok === 1;
  } catch {
    return false;
  }
}

let known = signIn();
// `hello` is answered to anybody, and names no set before there is one.
if (db.hello().setName === undefined) {
  rs.initiate({ _id: 'ledger', members: HOSTS.map((host, i) => ({ _id: i, host })) });
}
for (const until = Date.now() + PATIENCE_MS; !db.hello().isWritablePrimary; sleep(500))
  if (Date.now() > until) throw new Error('this member has not become the primary; run this again at the one that has');

if (!known) {
  admin.createUser({ user: 'admin', pwd: adminPassword, roles: ['root'] });
  known = signIn();
}
const ledger = db.getSiblingDB('ledger');
if (ledger.getUser('ledger') === null)
  ledger.createUser({
    user: 'ledger',
    pwd: password,
    roles: ['ledger', 'vault'].map((name) => ({ role: 'readWrite', db: name })),
  });
