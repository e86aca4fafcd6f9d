"""`python -m assistant.worker`: started by the parent, never by hand."""

from assistant.worker.child import main

if __name__ == "__main__":
    main()
