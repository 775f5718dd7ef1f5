"""Creates an instance of 389 Directory Server without systemd: create.py NAME FOLDER PORT SECURE_PORT PASSWORD HOST"""
import grp
import logging
import os
import pwd
import sys

from lib389 import DirSrv
from lib389.instance.options import General2Base, Slapd2Base
from lib389.instance.setup import SetupDs

name, folder, port, secure_port, password, host = sys.argv[1:]
logging.basicConfig(level=logging.INFO)
log = logging.getLogger("create")

# What has no systemd is taken for a container, whose process id lies in a place that this machine need not have.
DirSrv.pid_file = lambda self: os.path.join(folder, "run", "ns-slapd.pid")

general = General2Base(log)
for key, value in {"strict_host_checking": False, "selinux": False, "systemd": False, "start": False, "full_machine_name": host}.items():
    general.set(key, value)

slapd = Slapd2Base(log)
settings = {
    "instance_name": name,
    "user": pwd.getpwuid(os.getuid())[0],
    "group": grp.getgrgid(os.getgid())[0],
    "root_password": password,
    "port": int(port),
    "secure_port": int(secure_port),
    "ldapi": os.path.join(folder, "ldapi.socket"),
}
for key, place in {
    "local_state_dir": "", "inst_dir": "", "db_dir": "db", "db_home_dir": "home", "backup_dir": "bak", "ldif_dir": "ldif",
    "run_dir": "run", "lock_dir": "lock", "log_dir": "logs", "access_log": "logs/access", "error_log": "logs/error", "audit_log": "logs/audit",
}.items():
    settings[key] = os.path.join(folder, place)
for key in ("db", "home", "bak", "ldif", "run", "lock", "logs"):
    os.makedirs(os.path.join(folder, key), exist_ok=True)
for key, value in settings.items():
    slapd.set(key, value)

if not SetupDs(verbose=True, dryrun=False, log=log, containerised=True).create_from_args(general.collect(), slapd.collect()):
    sys.exit(1)
