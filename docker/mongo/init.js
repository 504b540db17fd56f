// Joins the three members and makes the application's user; both only when not done yet, so that it may run at every start.
const root = `mongodb://root:${process.env.EJIUZHU_MONGODB_ROOT_PASSWORD}@`;
const members = ["mongo1:27017", "mongo2:27017", "mongo3:27017"];

const first = connect(`${root}${members[0]}/admin?directConnection=true`);
try {
  first.adminCommand({ replSetGetStatus: 1 }).ok || quit(1);
} catch (problem) {
  if (problem.codeName !== "NotYetInitialized") throw problem;
  const config = { _id: "rs0", members: members.map((host, _id) => ({ _id, host, priority: _id === 0 ? 2 : 1 })) };
  first.adminCommand({ replSetInitiate: config });
}

for (let wait = 0; !first.hello().primary; wait++) {
  if (wait === 60) quit(1);
  sleep(1000);
}

const admin = connect(`${root}${members.join(",")}/admin?replicaSet=rs0`);
const pwd = process.env.EJIUZHU_MONGODB_PASSWORD;
if (admin.getUser("ejiuzhu")) {
  admin.updateUser("ejiuzhu", { pwd });
} else {
  const roles = ["ejiuzhu", "ejiuzhu_bot"].map((db) => ({ role: "readWrite", db }));
  admin.createUser({ user: "ejiuzhu", pwd, roles });
}
