#!/usr/bin/env python
"""Django's commands, for those who set the environment themselves; others use ./dev manage."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "website.settings")
    execute_from_command_line(sys.argv)
