import { expect, test } from "vitest";
import { checked, completed, readOptions } from "./account-options";

test("options are read by their names", () => {
  const args = ["--kind", "vendor", "--name=Acme Software", "--email", "ada@example.com", "--password-stdin"];
  expect(readOptions(args)).toEqual({
    given: { kind: "vendor", name: "Acme Software", email: "ada@example.com" },
    passwordStdin: true,
    help: false,
  });
});

test.each([
  [["--king", "vendor"], "--king"],
  [["vendor"], "vendor"],
  [["--name"], "--name"],
])("%j is refused with the usage", (args, named) => {
  expect(() => readOptions(args)).toThrow(named);
  expect(() => readOptions(args)).toThrow("npm run account:create -- [options]");
});

const vendor = { kind: "vendor", name: "Acme", email: "Ada@Example.com" };

test.each([
  [{}, ["--kind is needed", "--email is needed"]],
  [{ ...vendor, kind: "customer" }, ["--kind must be one of vendor, distributor, reseller"]],
  [{ ...vendor, email: "ada" }, ["--email must be an e-mail address"]],
  [{ ...vendor, name: undefined }, ["--name is needed for a vendor"]],
  [{ ...vendor, tierAccount: "TA-1000-0000-0001" }, ["--tier-account is only for a reseller"]],
  [{ kind: "reseller", email: "a@example.com" }, ["--tier-account is needed"]],
  [{ ...vendor, kind: "reseller", tierAccount: "TA-1" }, ["--tier-account must be"]],
  [{ ...vendor, password: "five green elephants" }, ["--admin-name is needed together with a password"]],
  [{ ...vendor, adminName: "Ada", password: "short" }, ["The password: Use at least 12 characters"]],
])("%j is refused naming every flag", (input, messages) => {
  for (const message of messages) expect(() => checked(input)).toThrow(message);
});

test("what is right is normalised", () => {
  expect(checked(vendor)).toEqual({ kind: "vendor", name: "Acme", email: "ada@example.com" });
});

/** Answers the questions in order, and notes them. */
function terminal(...answers: string[]) {
  const asked: string[] = [];
  const said: string[] = [];
  const ask = async (question: string, hidden = false) => {
    asked.push(hidden ? `${question}(hidden)` : question);
    const answer = answers.shift();
    if (answer === undefined) throw new Error(`no answer to ${question}`);
    return answer;
  };
  return { ask, say: (text: string) => said.push(text), asked, said };
}

test("what is missing is asked until it is right", async () => {
  const { ask, say, asked, said } = terminal("shop", "distributor", "Harbor", "dana", "dana@example.com", "");
  expect(await completed({}, ask, say)).toEqual({
    kind: "distributor",
    name: "Harbor",
    email: "dana@example.com",
  });
  expect(said).toEqual([
    "must be one of vendor, distributor, reseller",
    "must be an e-mail address such as ada@example.com",
  ]);
  expect(asked).toHaveLength(6);
});

test("a reseller is asked for its tier account, and a password is asked hidden", async () => {
  const { ask, say, asked, said } = terminal(
    "TA-1000-0000-0001",
    "y",
    "Rosa",
    "short",
    "five green elephants",
  );
  const given = { kind: "reseller", email: "rosa@example.com" };
  expect(await completed(given, ask, say)).toEqual({
    kind: "reseller",
    tierAccount: "TA-1000-0000-0001",
    email: "rosa@example.com",
    adminName: "Rosa",
    password: "five green elephants",
  });
  expect(asked.filter((question) => question.endsWith("(hidden)"))).toHaveLength(2);
  expect(said).toEqual(["Use at least 12 characters; this one has 5."]);
});
