"""Stand-ins for the services under the window, one file a service, all of them in `all_services`.

They are quick, and the test decides when they answer and what.
"""
