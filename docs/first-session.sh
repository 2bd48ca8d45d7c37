#!/usr/bin/env bash
# A first session with the API 初次接入: from a token to a paid case, with curl, on the ledger that `npm run demo` serves or on
# any other with a simulated clock. It shows one refusal, one conflict, one repeated request and one wait for a position.
#
#   LEDGER_URL=http://127.0.0.1:8080 LEDGER_DATA=<folder of the ledger> docs/first-session.sh
#
# The people in it are made up. Needs bash, curl and node.
set -euo pipefail

url=${LEDGER_URL:-http://127.0.0.1:8080}
data=${LEDGER_DATA:?the folder of the ledger, for development tokens}
here=$(cd "$(dirname "$0")/.." && pwd)
unit=XC-411002
school=52411002MJ0TE04320
examiner=52411002MJ0TE1478X
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

uuid() { node -p 'crypto.randomUUID()'; }
# A member of the JSON document on standard input, such as .rows[0].caseId
member() { node -pe "JSON.parse(require('fs').readFileSync(0))$1"; }
# 令牌: in production an identity provider signs it; its claims say role and unit.
sign_in() { node "$here/dist/apps/cli/src/main.js" token --data "$data" --actor "$2:$3:$4" >"$work/$1"; }

# give AS AT PATH JSON [HEADER…]: one command. Prints status, the headers that matter, and the body.
give() {
  local as=$1 at=$2 path=$3 json=$4
  shift 4
  local key="Idempotency-Key: $(uuid)" more=()
  for header in "$@"; do
    case $header in Idempotency-Key:*) key=$header ;; *) more+=(-H "$header") ;; esac
  done
  printf '\n$ curl -X POST %s%s   # %s\n  %s\n' "$url/api/v1" "$path" "$as" "$json"
  curl -sS -D "$work/headers" -o "$work/body" -X POST "$url/api/v1$path" \
    -H "Authorization: Bearer $(cat "$work/$as")" -H 'Content-Type: application/json' \
    -H "$key" -H "Business-Time: $at" ${more[@]+"${more[@]}"} --data "$json"
  grep -iE '^(HTTP/|etag:|ledger-position:|idempotency-replayed:)' "$work/headers" | tr -d '\r' | sed 's/^/  /'
  sed 's/^/  /' "$work/body"
  echo
}
# must STATUS: the answer before had it.
must() { head -1 "$work/headers" | grep -q " $1" || { echo "expected $1" >&2 && exit 1; }; }
# done_by AS AT PATH JSON: a command that has to be accepted.
done_by() { give "$@" && must 200; }
# ask AS PATH: a question; prints the body.
ask() { curl -sS "$url/api/v1$2" -H "Authorization: Bearer $(cat "$work/$1")"; }

echo '== 令牌 A token for everybody who takes part'
sign_in school INSTITUTION "$school" institution-mj0te0432
sign_in examiner EVALUATOR "$examiner" evaluator-mj0te1478
sign_in clerk CLERK $unit clerk-411002-1
sign_in reviewer-1 REVIEWER $unit reviewer-411002-1
sign_in reviewer-2 REVIEWER $unit reviewer-411002-2
sign_in confirmer CONFIRMER $unit confirmer-411002-1
sign_in maker PAY_MAKER $unit pay_maker-411002-1
sign_in checker PAY_CHECKER $unit pay_checker-411002-1
sign_in signer PAY_SIGNER $unit pay_signer-411002-1
sign_in bank BANK XC bank-agent
sign_in auditor AUDITOR XC auditor-city-1
ask clerk /me

person=${LEARNER:-411002198606150043}
class=$(uuid)
case=$(uuid)
list=$(uuid)
batch=$(uuid)

echo && echo '== 开班 A class, filed in time, approved, registered in both provincial systems'
sessions=$(node -p 'JSON.stringify(["09-13","09-14","09-15","09-16","09-17","09-22","09-23","09-24"].map((d,i)=>({no:i+1,on:"2021-"+d,hours:8})))')
done_by school 2021-08-30T01:00:00.000Z /classes/file "{\"classId\":\"$class\",\"projectId\":\"prj-cook\",\"institution\":\"$school\",\"evaluator\":\"$examiner\",\"unit\":\"$unit\",\"headCount\":2,\"startsAt\":\"2021-09-13T00:30:00.000Z\",\"endsOn\":\"2021-09-24\",\"level\":\"L4\",\"payeeKind\":\"PERSON\",\"feeFen\":0,\"venue\":\"模拟实训楼\",\"sessions\":$sessions}"
done_by clerk 2021-09-01T01:00:00.000Z "/classes/$class/approve" '{}'
done_by school 2021-09-06T01:00:00.000Z /persons/register "{\"idNumber\":\"$person\",\"name\":\"郭平恩\",\"phone\":\"15900000001\"}"
done_by clerk 2021-09-06T01:10:00.000Z /persons/category "{\"idNumber\":\"$person\",\"category\":\"RURAL_MIGRANT\",\"evidenceKind\":\"HUKOU\",\"evidenceNumber\":\"SIM-$RANDOM\",\"verifiedBy\":\"HRSS\",\"validFrom\":\"2021-01-01\"}"
done_by school 2021-09-06T01:20:00.000Z /cases/enrol-learner "{\"caseId\":\"$case\",\"classId\":\"$class\",\"idNumber\":\"$person\",\"categories\":[\"RURAL_MIGRANT\"],\"primaryCategory\":\"RURAL_MIGRANT\"}"
for system in TRAINING_INFO REAL_NAME; do
  done_by school 2021-09-10T07:00:00.000Z "/classes/$class/provincial-registration" "{\"system\":\"$system\",\"number\":\"PX-$RANDOM\",\"registeredAt\":\"2021-09-10T06:30:00.000Z\",\"roster\":[\"$person\"]}"
done

echo && echo '== 上课 Sessions with attendance, results, the certificate'
done_by school 2021-09-13T00:30:00.000Z "/classes/$class/start" '{}'
no=0
for day in 13 14 15 16 17 22 23 24; do
  no=$((no + 1))
  done_by school "2021-09-${day}T09:00:00.000Z" "/classes/$class/session" "{\"no\":$no,\"on\":\"2021-09-$day\",\"hours\":8,\"trainer\":\"trainer-0432\"}"
  done_by school "2021-09-${day}T09:10:00.000Z" "/classes/$class/attendance" "{\"no\":$no,\"present\":[\"$case\"]}"
done
done_by school 2021-09-24T10:00:00.000Z "/classes/$class/finish" '{}'
done_by examiner 2021-09-27T01:00:00.000Z "/classes/$class/results" "{\"results\":[{\"caseId\":\"$case\",\"passed\":true,\"score\":88}]}"
done_by examiner 2021-09-27T02:00:00.000Z "/cases/$case/certificate" "{\"kind\":\"SKILL_LEVEL\",\"level\":\"L4\",\"number\":\"S00004100000021$(printf '4%06d' $((RANDOM % 1000000)))\",\"issuedOn\":\"2021-09-27\",\"issuer\":\"$examiner\"}"

echo && echo '== 申请 The claim; the same request repeated gets the first answer'
claim="{\"basis\":\"HUKOU\",\"basisEvidence\":\"HOUSEHOLD_REGISTER\",\"basisDivision\":\"411002\",\"amountFen\":160000,\"accountNumber\":\"6217990000000000014\",\"accountName\":\"郭平恩\",\"bankCnaps\":\"102503000026\"}"
key="Idempotency-Key: first-session-$case"
give school 2021-09-28T01:00:00.000Z "/cases/$case/submit-claim" "$claim" "$key" && must 200
first=$(cat "$work/body")
give school 2021-09-28T01:00:00.000Z "/cases/$case/submit-claim" "$claim" "$key" && must 200
[ "$first" = "$(cat "$work/body")" ] || { echo 'the repeat got another answer' >&2 && exit 1; }

echo && echo '== 冲突 A conflict: If-Match names a version that is no more'
done_by clerk 2021-09-29T01:00:00.000Z "/cases/$case/accept-claim" '{}'
review='{"verdict":"PASS","opinion":"材料齐全，与系统登记一致"}'
give reviewer-1 2021-09-30T01:00:00.000Z "/cases/$case/first-review" "$review" 'If-Match: "1"' && must 412
done_by reviewer-1 2021-09-30T01:00:00.000Z "/cases/$case/first-review" "$review"

echo && echo '== 不予办理 A refusal: the second review by the first reviewer'
give reviewer-1 2021-10-08T01:00:00.000Z "/cases/$case/second-review" "$review" && must 422
done_by reviewer-2 2021-10-08T02:00:00.000Z "/cases/$case/second-review" "$review"

echo && echo '== 等待位置 Read your own write: the question waits until the views have seen the position'
position=$(member .position <"$work/body")
ask clerk "/cases/$case?after=$position&fields=status" | cut -c1-400

echo && echo '== 公示、确认 Publicity in working days, then confirmation'
done_by clerk 2021-10-11T01:00:00.000Z /publicity-lists/open "{\"publicityId\":\"$list\",\"unit\":\"$unit\",\"caseIds\":[\"$case\"],\"firstDay\":\"2021-10-11\"}"
done_by clerk 2021-10-18T01:00:00.000Z "/publicity-lists/$list/close" '{}'
done_by confirmer 2021-10-18T02:00:00.000Z "/cases/$case/confirm-claim" '{}'

echo && echo '== 拨付 A batch made, checked and signed by three people; the bank answers'
done_by maker 2021-10-19T01:00:00.000Z /batches/make "{\"batchId\":\"$batch\",\"unit\":\"$unit\",\"caseIds\":[\"$case\"]}"
done_by checker 2021-10-19T02:00:00.000Z "/batches/$batch/check" '{}'
done_by signer 2021-10-19T03:00:00.000Z "/batches/$batch/sign" '{}'
done_by maker 2021-10-20T01:00:00.000Z "/batches/$batch/dispatch" '{}'
position=$(member .position <"$work/body")
line=$(ask maker "/batches/$batch/lines?after=$position" | member .lines[0].endToEndId)
digest=$(node -p "crypto.createHash('sha256').update('$batch').digest('hex')")
done_by bank 2021-10-21T01:00:00.000Z "/batches/$batch/bank-answer" "{\"digest\":\"$digest\",\"lines\":[{\"endToEndId\":\"$line\",\"result\":\"PAID\"}]}"

echo && echo '== 已拨付 Paid: the case, and the way of its money down to the allotment'
position=$(member .position <"$work/body")
status=$(ask auditor "/cases/$case?after=$position" | member .status)
echo "status: $status"
ask auditor "/fund/trace/$line?after=$position" | cut -c1-1200
echo
[ "$status" = paid ] || { echo 'the case is not paid' >&2 && exit 1; }
