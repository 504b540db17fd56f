"""Invented people and cases for a trial on this machine: staff of every role, and cases in every state, through the real services."""

from backend.demo.load import load_demo

__all__ = ["load_demo"]
