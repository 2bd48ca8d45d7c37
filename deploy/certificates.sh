#!/usr/bin/env bash
# Makes what docker-compose.cluster.yml asks for, under deploy/secrets: a certificate authority, a certificate for each part,
# passwords, and the master key. What is there already is kept; `--renew` makes the certificates anew and keeps the authority,
# the passwords and the master key. Needs openssl.
#
#   deploy/certificates.sh [--renew] [FOLDER]
#
# Keep ca/ca.key and master.key elsewhere afterwards: who has the first can be any part, who has the second can read every
# personal value in the vault. Without master.key no backup can be read.
set -euo pipefail
umask 077

renew=false
if [ "${1:-}" = --renew ]; then
  renew=true
  shift
fi
folder=${1:-$(cd "$(dirname "$0")" && pwd)/secrets}
days=397
mkdir -p "$folder/ca"
cd "$folder"

if [ ! -s ca/ca.key ]; then
  openssl ecparam -name prime256v1 -genkey -noout -out ca/ca.key
  openssl req -x509 -new -sha256 -key ca/ca.key -days 3650 -subj '/O=Skill Ledger/CN=Skill Ledger CA' \
    -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' -out ca/ca.crt
fi

# certificate OUT CN NAME…: a key and a certificate for these host names, for both ends of a connection.
certificate() {
  local out=$1 cn=$2 names
  shift 2
  mkdir -p "$(dirname "$out")"
  if [ -s "$out.crt" ] && [ $renew = false ]; then return; fi
  names=$(printf 'DNS:%s,' "$@")IP:127.0.0.1
  openssl genrsa -out "$out.key" 2048 2>/dev/null
  openssl req -new -sha256 -key "$out.key" -subj "/O=Skill Ledger/CN=$cn" -out "$out.csr"
  openssl x509 -req -sha256 -in "$out.csr" -CA ca/ca.crt -CAkey ca/ca.key -CAcreateserial -days $days -out "$out.crt" \
    -extfile <(printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,keyEncipherment\nextendedKeyUsage=serverAuth,clientAuth\nsubjectAltName=%s\n' "$names") 2>/dev/null
  rm "$out.csr"
}

# EventStoreDB wants the same common name on every node, which is `eventstoredb-node` unless it is told otherwise.
for n in 1 2 3; do
  certificate "eventstore-$n/node" eventstoredb-node "eventstore-$n" localhost
  mkdir -p "eventstore-$n/ca"
  cp ca/ca.crt "eventstore-$n/ca/ca.crt"
done
certificate mongo/node mongo mongo-1 mongo-2 mongo-3 localhost
cat mongo/node.key mongo/node.crt > mongo.pem
certificate proxy/proxy "${LEDGER_HOST_NAME:-ledger.localhost}" "${LEDGER_HOST_NAME:-ledger.localhost}" localhost

secret() { openssl rand -hex 24; }
[ -s mongo.key ] || openssl rand -base64 741 > mongo.key
[ -s master.key ] || openssl rand -base64 32 > master.key
if [ ! -s cluster.env ]; then
  {
    echo "EVENTSTORE_ADMIN_PASSWORD=$(secret)"
    echo "EVENTSTORE_OPS_PASSWORD=$(secret)"
    echo "MONGODB_ADMIN_PASSWORD=$(secret)"
    echo "MONGODB_PASSWORD=$(secret)"
    echo "GRAFANA_PASSWORD=$(secret)"
    echo "OIDC_ISSUER=${OIDC_ISSUER:-https://id.example.org}"
    echo "OIDC_AUDIENCE=${OIDC_AUDIENCE:-skill-ledger}"
    echo "OTEL_EXPORTER_OTLP_ENDPOINT=${OTEL_EXPORTER_OTLP_ENDPOINT:-}"
    echo "OTEL_TRACES_SAMPLER_ARG=${OTEL_TRACES_SAMPLER_ARG:-1}"
  } > cluster.env
fi

# The containers read them under users of their own: it is this folder that keeps others out.
chmod 0700 "$folder"
chmod 0755 ca eventstore-1 eventstore-2 eventstore-3 eventstore-*/ca mongo proxy
chmod 0644 ca/ca.crt eventstore-*/node.* eventstore-*/ca/ca.crt mongo.pem mongo.key master.key proxy/proxy.*
echo "made in $folder; set OIDC_ISSUER in cluster.env"
