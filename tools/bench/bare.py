"""The yardstick: a bare Flask and pymongo page that inserts one document, or finds one. Served like the product, beside it."""

import os
from pathlib import Path

import pymongo
from bson import ObjectId
from flask import Flask, jsonify, request


def create_app() -> Flask:
    """`POST /bare` and `GET /bare/<id>` on the collection `bare` of EJIUZHU_MONGODB_URI."""
    app = Flask("bare")
    documents = pymongo.MongoClient(os.environ["EJIUZHU_MONGODB_URI"]).get_default_database()["bare"]

    @app.post("/bare")
    def insert():
        return jsonify(id=str(documents.insert_one(request.get_json()).inserted_id)), 201

    @app.get("/bare/<found>")
    def find(found):
        document = documents.find_one({"_id": ObjectId(found)})
        return jsonify({**document, "_id": str(document["_id"])})

    return app


GUNICORN = Path(__file__).resolve().parents[2] / "docker" / "gunicorn.conf.py"
