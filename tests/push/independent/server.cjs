// web-push-testing on this machine only: left to itself it listens on every network.  node server.cjs PORT
const { createServer } = require("node:http");
const PushApiModel = require("web-push-testing/src/PushApiModel.js").PushApiModel;
const WebPushTestingServer = require("web-push-testing/src/server.js");

const service = new WebPushTestingServer(new PushApiModel(), Number(process.argv[2]));
service._app.listen = (port, ready) => createServer(service._app).listen(port, "127.0.0.1", ready);
service.startServer();
