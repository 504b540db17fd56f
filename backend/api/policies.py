"""The counties' rules as JSON, and the what-if that saves nothing."""

from flask_smorest import Blueprint

blp = Blueprint("policies", __name__, url_prefix="/api/staff/v1", description="政策和测算")
