export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  public: {
    Tables: {
      active_sessions: {
        Row: {
          addresses: number | null
          created_at: string
          device_kind: string | null
          id: string
          ip_address: string | null
          last_active: string
          revoked_at: string | null
          revoked_by: string | null
          revoked_reason: string | null
          token_hash: string
          user_agent: string | null
          user_id: string
        }
        ComputedFields: never
        Insert: {
          addresses?: number | null
          created_at?: string
          device_kind?: string | null
          id?: string
          ip_address?: string | null
          last_active?: string
          revoked_at?: string | null
          revoked_by?: string | null
          revoked_reason?: string | null
          token_hash: string
          user_agent?: string | null
          user_id: string
        }
        Update: {
          addresses?: number | null
          created_at?: string
          device_kind?: string | null
          id?: string
          ip_address?: string | null
          last_active?: string
          revoked_at?: string | null
          revoked_by?: string | null
          revoked_reason?: string | null
          token_hash?: string
          user_agent?: string | null
          user_id?: string
        }
        Relationships: []
      }
      agents: {
        Row: {
          agent_id: string | null
          created_at: string
          deploy_error: string | null
          deploy_request_id: string | null
          deployed_at: string | null
          id: string
          inbound_webhook_url: string | null
          nickname: string | null
          phone_number: string | null
          status: string
          user_id: string
        }
        ComputedFields: never
        Insert: {
          agent_id?: string | null
          created_at?: string
          deploy_error?: string | null
          deploy_request_id?: string | null
          deployed_at?: string | null
          id?: string
          inbound_webhook_url?: string | null
          nickname?: string | null
          phone_number?: string | null
          status?: string
          user_id: string
        }
        Update: {
          agent_id?: string | null
          created_at?: string
          deploy_error?: string | null
          deploy_request_id?: string | null
          deployed_at?: string | null
          id?: string
          inbound_webhook_url?: string | null
          nickname?: string | null
          phone_number?: string | null
          status?: string
          user_id?: string
        }
        Relationships: []
      }
      alerts: {
        Row: {
          acknowledged_at: string | null
          acknowledged_by: string | null
          alert_type: string
          created_at: string
          details: Json | null
          id: string
          message: string | null
          phone_number: string | null
          resolved_at: string | null
          resolved_by: string | null
          severity: string | null
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          acknowledged_at?: string | null
          acknowledged_by?: string | null
          alert_type: string
          created_at?: string
          details?: Json | null
          id?: string
          message?: string | null
          phone_number?: string | null
          resolved_at?: string | null
          resolved_by?: string | null
          severity?: string | null
          user_id?: string | null
        }
        Update: {
          acknowledged_at?: string | null
          acknowledged_by?: string | null
          alert_type?: string
          created_at?: string
          details?: Json | null
          id?: string
          message?: string | null
          phone_number?: string | null
          resolved_at?: string | null
          resolved_by?: string | null
          severity?: string | null
          user_id?: string | null
        }
        Relationships: []
      }
      appointments: {
        Row: {
          cal_booking_uid: string | null
          created_at: string
          customer_email: string | null
          customer_name: string | null
          customer_phone: string | null
          end_time: string | null
          id: string
          notes: string | null
          start_time: string
          status: string
          updated_at: string
          user_id: string
        }
        ComputedFields: never
        Insert: {
          cal_booking_uid?: string | null
          created_at?: string
          customer_email?: string | null
          customer_name?: string | null
          customer_phone?: string | null
          end_time?: string | null
          id?: string
          notes?: string | null
          start_time: string
          status?: string
          updated_at?: string
          user_id: string
        }
        Update: {
          cal_booking_uid?: string | null
          created_at?: string
          customer_email?: string | null
          customer_name?: string | null
          customer_phone?: string | null
          end_time?: string | null
          id?: string
          notes?: string | null
          start_time?: string
          status?: string
          updated_at?: string
          user_id?: string
        }
        Relationships: []
      }
      audit_logs: {
        Row: {
          action: string
          action_type: string | null
          actor_id: string | null
          created_at: string
          entity: string | null
          entity_id: string | null
          id: string
          ip: string | null
          metadata: NonNullable<Json>
          user_agent: string | null
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          action: string
          action_type?: string | null
          actor_id?: string | null
          created_at?: string
          entity?: string | null
          entity_id?: string | null
          id?: string
          ip?: string | null
          metadata?: NonNullable<Json>
          user_agent?: string | null
          user_id?: string | null
        }
        Update: {
          action?: string
          action_type?: string | null
          actor_id?: string | null
          created_at?: string
          entity?: string | null
          entity_id?: string | null
          id?: string
          ip?: string | null
          metadata?: NonNullable<Json>
          user_agent?: string | null
          user_id?: string | null
        }
        Relationships: []
      }
      audit_trail: {
        Row: {
          action: string
          action_type: string | null
          actor_id: string | null
          created_at: string
          entity: string | null
          entity_id: string | null
          id: string
          ip: string | null
          metadata: NonNullable<Json>
          user_agent: string | null
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          action: string
          action_type?: string | null
          actor_id?: string | null
          created_at?: string
          entity?: string | null
          entity_id?: string | null
          id?: string
          ip?: string | null
          metadata?: NonNullable<Json>
          user_agent?: string | null
          user_id?: string | null
        }
        Update: {
          action?: string
          action_type?: string | null
          actor_id?: string | null
          created_at?: string
          entity?: string | null
          entity_id?: string | null
          id?: string
          ip?: string | null
          metadata?: NonNullable<Json>
          user_agent?: string | null
          user_id?: string | null
        }
        Relationships: []
      }
      billing_line_items: {
        Row: {
          billed_units: number | null
          billing_period_id: string | null
          created_at: string
          dispute_id: string | null
          event_ids: string[] | null
          event_range_end: string | null
          event_range_start: string | null
          event_type: string | null
          id: string
          margin: number | null
          phone_number: string | null
          provider_cost: number | null
          provider_invoice_link: string | null
          tier_snapshot_id: string | null
          total_amount: number | null
          unit_rate: number | null
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          billed_units?: number | null
          billing_period_id?: string | null
          created_at?: string
          dispute_id?: string | null
          event_ids?: string[] | null
          event_range_end?: string | null
          event_range_start?: string | null
          event_type?: string | null
          id?: string
          margin?: number | null
          phone_number?: string | null
          provider_cost?: number | null
          provider_invoice_link?: string | null
          tier_snapshot_id?: string | null
          total_amount?: number | null
          unit_rate?: number | null
          user_id?: string | null
        }
        Update: {
          billed_units?: number | null
          billing_period_id?: string | null
          created_at?: string
          dispute_id?: string | null
          event_ids?: string[] | null
          event_range_end?: string | null
          event_range_start?: string | null
          event_type?: string | null
          id?: string
          margin?: number | null
          phone_number?: string | null
          provider_cost?: number | null
          provider_invoice_link?: string | null
          tier_snapshot_id?: string | null
          total_amount?: number | null
          unit_rate?: number | null
          user_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: 'billing_line_items_tier_snapshot_id_fkey'
            columns: ['tier_snapshot_id']
            isOneToOne: false
            referencedRelation: 'tier_snapshots'
            referencedColumns: ['id']
          },
        ]
      }
      black_box_logs: {
        Row: {
          action_type: string
          created_at: string
          event_id: string | null
          id: string
          ip_address: string | null
          meta_data: NonNullable<Json>
          timestamp: string
          user_agent: string | null
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          action_type: string
          created_at?: string
          event_id?: string | null
          id?: string
          ip_address?: string | null
          meta_data?: NonNullable<Json>
          timestamp?: string
          user_agent?: string | null
          user_id?: string | null
        }
        Update: {
          action_type?: string
          created_at?: string
          event_id?: string | null
          id?: string
          ip_address?: string | null
          meta_data?: NonNullable<Json>
          timestamp?: string
          user_agent?: string | null
          user_id?: string | null
        }
        Relationships: []
      }
      bulk_actions: {
        Row: {
          action: string
          actor_id: string
          done: number
          filter: NonNullable<Json>
          frozen_at: string
          id: string
          list: string
          note: string | null
          started_at: string
          undone: number
        }
        ComputedFields: never
        Insert: {
          action: string
          actor_id: string
          done?: number
          filter: NonNullable<Json>
          frozen_at: string
          id?: string
          list: string
          note?: string | null
          started_at?: string
          undone?: number
        }
        Update: {
          action?: string
          actor_id?: string
          done?: number
          filter?: NonNullable<Json>
          frozen_at?: string
          id?: string
          list?: string
          note?: string | null
          started_at?: string
          undone?: number
        }
        Relationships: []
      }
      call_events: {
        Row: {
          agent_id: string | null
          agent_used: string | null
          answer_time: string | null
          billed_seconds: number | null
          call_sid: string | null
          call_status: string | null
          call_tags: string[] | null
          created_at: string
          direction: string | null
          disconnect_reason: string | null
          duration_seconds: number | null
          end_time: string | null
          event_id: string | null
          from_number: string | null
          id: string
          idempotency_key: string | null
          ingest_node: string | null
          ivr_flow_id: string | null
          phone_number: string | null
          processed_at: string | null
          raw_payload: Json | null
          received_at: string
          recording_url: string | null
          signature_valid: boolean | null
          start_time: string | null
          to_number: string | null
          transcript_id: string | null
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          agent_id?: string | null
          agent_used?: string | null
          answer_time?: string | null
          billed_seconds?: number | null
          call_sid?: string | null
          call_status?: string | null
          call_tags?: string[] | null
          created_at?: string
          direction?: string | null
          disconnect_reason?: string | null
          duration_seconds?: number | null
          end_time?: string | null
          event_id?: string | null
          from_number?: string | null
          id?: string
          idempotency_key?: string | null
          ingest_node?: string | null
          ivr_flow_id?: string | null
          phone_number?: string | null
          processed_at?: string | null
          raw_payload?: Json | null
          received_at?: string
          recording_url?: string | null
          signature_valid?: boolean | null
          start_time?: string | null
          to_number?: string | null
          transcript_id?: string | null
          user_id?: string | null
        }
        Update: {
          agent_id?: string | null
          agent_used?: string | null
          answer_time?: string | null
          billed_seconds?: number | null
          call_sid?: string | null
          call_status?: string | null
          call_tags?: string[] | null
          created_at?: string
          direction?: string | null
          disconnect_reason?: string | null
          duration_seconds?: number | null
          end_time?: string | null
          event_id?: string | null
          from_number?: string | null
          id?: string
          idempotency_key?: string | null
          ingest_node?: string | null
          ivr_flow_id?: string | null
          phone_number?: string | null
          processed_at?: string | null
          raw_payload?: Json | null
          received_at?: string
          recording_url?: string | null
          signature_valid?: boolean | null
          start_time?: string | null
          to_number?: string | null
          transcript_id?: string | null
          user_id?: string | null
        }
        Relationships: []
      }
      call_recordings: {
        Row: {
          call_id: string | null
          created_at: string
          duration: number | null
          flagged_for_review: boolean
          id: string
          lead_id: string | null
          manager_notes: string | null
          outcome: Database['public']['Enums']['call_outcome'] | null
          qa_flags: Json | null
          recording_url: string | null
          seller_id: string | null
          updated_at: string
        }
        ComputedFields: never
        Insert: {
          call_id?: string | null
          created_at?: string
          duration?: number | null
          flagged_for_review?: boolean
          id?: string
          lead_id?: string | null
          manager_notes?: string | null
          outcome?: Database['public']['Enums']['call_outcome'] | null
          qa_flags?: Json | null
          recording_url?: string | null
          seller_id?: string | null
          updated_at?: string
        }
        Update: {
          call_id?: string | null
          created_at?: string
          duration?: number | null
          flagged_for_review?: boolean
          id?: string
          lead_id?: string | null
          manager_notes?: string | null
          outcome?: Database['public']['Enums']['call_outcome'] | null
          qa_flags?: Json | null
          recording_url?: string | null
          seller_id?: string | null
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: 'call_recordings_lead_id_fkey'
            columns: ['lead_id']
            isOneToOne: false
            referencedRelation: 'leads'
            referencedColumns: ['id']
          },
        ]
      }
      churn_alerts: {
        Row: {
          assigned_at: string | null
          assigned_to: string | null
          created_at: string
          id: string
          reason: string
          resolution_notes: string | null
          resolution_outcome: string | null
          resolved_at: string | null
          resolved_by: string | null
          severity: string
          user_id: string
        }
        ComputedFields: never
        Insert: {
          assigned_at?: string | null
          assigned_to?: string | null
          created_at?: string
          id?: string
          reason: string
          resolution_notes?: string | null
          resolution_outcome?: string | null
          resolved_at?: string | null
          resolved_by?: string | null
          severity?: string
          user_id: string
        }
        Update: {
          assigned_at?: string | null
          assigned_to?: string | null
          created_at?: string
          id?: string
          reason?: string
          resolution_notes?: string | null
          resolution_outcome?: string | null
          resolved_at?: string | null
          resolved_by?: string | null
          severity?: string
          user_id?: string
        }
        Relationships: []
      }
      comments: {
        Row: {
          author_id: string
          body: string
          created_at: string
          entity: string
          entity_id: string
          id: string
        }
        ComputedFields: never
        Insert: {
          author_id: string
          body: string
          created_at?: string
          entity: string
          entity_id: string
          id?: string
        }
        Update: {
          author_id?: string
          body?: string
          created_at?: string
          entity?: string
          entity_id?: string
          id?: string
        }
        Relationships: []
      }
      commissions: {
        Row: {
          approved_at: string | null
          commission_amount: number | null
          created_at: string
          deal_amount: number | null
          deal_id: string | null
          id: string
          seller_id: string | null
          status: string | null
        }
        ComputedFields: never
        Insert: {
          approved_at?: string | null
          commission_amount?: number | null
          created_at?: string
          deal_amount?: number | null
          deal_id?: string | null
          id?: string
          seller_id?: string | null
          status?: string | null
        }
        Update: {
          approved_at?: string | null
          commission_amount?: number | null
          created_at?: string
          deal_amount?: number | null
          deal_id?: string | null
          id?: string
          seller_id?: string | null
          status?: string | null
        }
        Relationships: [
          {
            foreignKeyName: 'commissions_deal_id_fkey'
            columns: ['deal_id']
            isOneToOne: false
            referencedRelation: 'deals'
            referencedColumns: ['id']
          },
        ]
      }
      consent_logs: {
        Row: {
          created_at: string
          id: string
          ip: string | null
          user_agent: string | null
          user_id: string | null
          version: string
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          id?: string
          ip?: string | null
          user_agent?: string | null
          user_id?: string | null
          version: string
        }
        Update: {
          created_at?: string
          id?: string
          ip?: string | null
          user_agent?: string | null
          user_id?: string | null
          version?: string
        }
        Relationships: []
      }
      customer_health_history: {
        Row: {
          churn_risk: string | null
          created_at: string
          factors: Json | null
          grade: string | null
          id: string
          score: number
          user_id: string
        }
        ComputedFields: never
        Insert: {
          churn_risk?: string | null
          created_at?: string
          factors?: Json | null
          grade?: string | null
          id?: string
          score: number
          user_id: string
        }
        Update: {
          churn_risk?: string | null
          created_at?: string
          factors?: Json | null
          grade?: string | null
          id?: string
          score?: number
          user_id?: string
        }
        Relationships: []
      }
      customer_health_scores: {
        Row: {
          factors: NonNullable<Json>
          grade: string
          id: string
          last_calculated: string
          risk_level: string
          score: number
          user_id: string
        }
        ComputedFields: never
        Insert: {
          factors?: NonNullable<Json>
          grade: string
          id?: string
          last_calculated?: string
          risk_level: string
          score: number
          user_id: string
        }
        Update: {
          factors?: NonNullable<Json>
          grade?: string
          id?: string
          last_calculated?: string
          risk_level?: string
          score?: number
          user_id?: string
        }
        Relationships: []
      }
      customer_owners: {
        Row: {
          admin_id: string
          assigned_at: string
          assigned_by: string | null
          user_id: string
        }
        ComputedFields: never
        Insert: {
          admin_id: string
          assigned_at?: string
          assigned_by?: string | null
          user_id: string
        }
        Update: {
          admin_id?: string
          assigned_at?: string
          assigned_by?: string | null
          user_id?: string
        }
        Relationships: []
      }
      deals: {
        Row: {
          amount: number | null
          created_at: string
          id: string
          lead_id: string | null
          referrer_id: string | null
          seller_id: string | null
          status: string | null
          stripe_session_id: string | null
        }
        ComputedFields: never
        Insert: {
          amount?: number | null
          created_at?: string
          id?: string
          lead_id?: string | null
          referrer_id?: string | null
          seller_id?: string | null
          status?: string | null
          stripe_session_id?: string | null
        }
        Update: {
          amount?: number | null
          created_at?: string
          id?: string
          lead_id?: string | null
          referrer_id?: string | null
          seller_id?: string | null
          status?: string | null
          stripe_session_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: 'deals_lead_id_fkey'
            columns: ['lead_id']
            isOneToOne: false
            referencedRelation: 'leads'
            referencedColumns: ['id']
          },
        ]
      }
      dialer_queue: {
        Row: {
          created_at: string
          created_by: string | null
          id: string
          lead_id: string | null
          status: string
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          created_by?: string | null
          id?: string
          lead_id?: string | null
          status?: string
        }
        Update: {
          created_at?: string
          created_by?: string | null
          id?: string
          lead_id?: string | null
          status?: string
        }
        Relationships: [
          {
            foreignKeyName: 'dialer_queue_lead_id_fkey'
            columns: ['lead_id']
            isOneToOne: false
            referencedRelation: 'leads'
            referencedColumns: ['id']
          },
        ]
      }
      error_group_customers: {
        Row: {
          events: number
          group_id: string
          last_seen: string | null
          unresolved: number
          user_id: string
        }
        ComputedFields: never
        Insert: {
          events: number
          group_id: string
          last_seen?: string | null
          unresolved: number
          user_id: string
        }
        Update: {
          events?: number
          group_id?: string
          last_seen?: string | null
          unresolved?: number
          user_id?: string
        }
        Relationships: []
      }
      error_group_deltas: {
        Row: {
          endpoint: string | null
          events: number
          first_seen: string | null
          group_id: string
          hour: string
          last_seen: string | null
          moved: boolean
          text_events: number | null
          text_key: number | null
          unresolved: number
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          endpoint?: string | null
          events: number
          first_seen?: string | null
          group_id: string
          hour: string
          last_seen?: string | null
          moved?: boolean
          text_events?: number | null
          text_key?: number | null
          unresolved: number
          user_id?: string | null
        }
        Update: {
          endpoint?: string | null
          events?: number
          first_seen?: string | null
          group_id?: string
          hour?: string
          last_seen?: string | null
          moved?: boolean
          text_events?: number | null
          text_key?: number | null
          unresolved?: number
          user_id?: string | null
        }
        Relationships: []
      }
      error_group_endpoints: {
        Row: {
          endpoint: string
          events: number
          group_id: string
          unresolved: number
        }
        ComputedFields: never
        Insert: {
          endpoint: string
          events: number
          group_id: string
          unresolved: number
        }
        Update: {
          endpoint?: string
          events?: number
          group_id?: string
          unresolved?: number
        }
        Relationships: []
      }
      error_group_hours: {
        Row: {
          events: number
          group_id: string
          hour: string
        }
        ComputedFields: never
        Insert: {
          events: number
          group_id: string
          hour: string
        }
        Update: {
          events?: number
          group_id?: string
          hour?: string
        }
        Relationships: []
      }
      error_group_states: {
        Row: {
          assigned_to: string | null
          group_id: string
          reopening: string | null
          resolution_notes: string | null
          resolved_at: string | null
          resolved_by: string | null
          snoozed_at: string | null
          snoozed_by: string | null
          snoozed_customers: number | null
          snoozed_events: number | null
          snoozed_until: string | null
        }
        ComputedFields: never
        Insert: {
          assigned_to?: string | null
          group_id: string
          reopening?: string | null
          resolution_notes?: string | null
          resolved_at?: string | null
          resolved_by?: string | null
          snoozed_at?: string | null
          snoozed_by?: string | null
          snoozed_customers?: number | null
          snoozed_events?: number | null
          snoozed_until?: string | null
        }
        Update: {
          assigned_to?: string | null
          group_id?: string
          reopening?: string | null
          resolution_notes?: string | null
          resolved_at?: string | null
          resolved_by?: string | null
          snoozed_at?: string | null
          snoozed_by?: string | null
          snoozed_customers?: number | null
          snoozed_events?: number | null
          snoozed_until?: string | null
        }
        Relationships: []
      }
      error_group_totals: {
        Row: {
          counted_at: string
          customers: number
          error_type: string | null
          events: number
          first_seen: string | null
          group_id: string
          impact: number
          impact_parts: NonNullable<Json>
          last_seen: string | null
          many_texts: boolean | null
          open_churn: number
          pattern: string | null
          plans: string[]
          texts: number | null
          unpriced: number
          unresolved: number
          weighed_at: string | null
          worst_grade: string | null
        }
        ComputedFields: never
        Insert: {
          counted_at?: string
          customers?: number
          error_type?: string | null
          events?: number
          first_seen?: string | null
          group_id: string
          impact?: number
          impact_parts?: NonNullable<Json>
          last_seen?: string | null
          many_texts?: boolean | null
          open_churn?: number
          pattern?: string | null
          plans?: string[]
          texts?: number | null
          unpriced?: number
          unresolved?: number
          weighed_at?: string | null
          worst_grade?: string | null
        }
        Update: {
          counted_at?: string
          customers?: number
          error_type?: string | null
          events?: number
          first_seen?: string | null
          group_id?: string
          impact?: number
          impact_parts?: NonNullable<Json>
          last_seen?: string | null
          many_texts?: boolean | null
          open_churn?: number
          pattern?: string | null
          plans?: string[]
          texts?: number | null
          unpriced?: number
          unresolved?: number
          weighed_at?: string | null
          worst_grade?: string | null
        }
        Relationships: []
      }
      error_logs: {
        Row: {
          created_at: string
          endpoint: string | null
          error_type: string
          group_id: string | null
          id: string
          message: string | null
          request_body: Json | null
          resolution_notes: string | null
          resolved_at: string | null
          resolved_by: string | null
          stack_trace: string | null
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          endpoint?: string | null
          error_type: string
          group_id?: string | null
          id?: string
          message?: string | null
          request_body?: Json | null
          resolution_notes?: string | null
          resolved_at?: string | null
          resolved_by?: string | null
          stack_trace?: string | null
          user_id?: string | null
        }
        Update: {
          created_at?: string
          endpoint?: string | null
          error_type?: string
          group_id?: string | null
          id?: string
          message?: string | null
          request_body?: Json | null
          resolution_notes?: string | null
          resolved_at?: string | null
          resolved_by?: string | null
          stack_trace?: string | null
          user_id?: string | null
        }
        Relationships: []
      }
      health_model_weights: {
        Row: {
          description: string | null
          factor: string
          weight: number
        }
        ComputedFields: never
        Insert: {
          description?: string | null
          factor: string
          weight: number
        }
        Update: {
          description?: string | null
          factor?: string
          weight?: number
        }
        Relationships: []
      }
      integrations: {
        Row: {
          access_token: string | null
          booking_url: string | null
          cal_organization_slug: string | null
          cal_team_slug: string | null
          cal_time_zone: string | null
          cal_username: string | null
          created_at: string
          event_type_id: number | null
          event_type_slug: string | null
          expires_at: string | null
          id: string
          is_active: boolean
          provider: string
          refresh_token: string | null
          updated_at: string
          user_id: string
        }
        ComputedFields: never
        Insert: {
          access_token?: string | null
          booking_url?: string | null
          cal_organization_slug?: string | null
          cal_team_slug?: string | null
          cal_time_zone?: string | null
          cal_username?: string | null
          created_at?: string
          event_type_id?: number | null
          event_type_slug?: string | null
          expires_at?: string | null
          id?: string
          is_active?: boolean
          provider: string
          refresh_token?: string | null
          updated_at?: string
          user_id: string
        }
        Update: {
          access_token?: string | null
          booking_url?: string | null
          cal_organization_slug?: string | null
          cal_team_slug?: string | null
          cal_time_zone?: string | null
          cal_username?: string | null
          created_at?: string
          event_type_id?: number | null
          event_type_slug?: string | null
          expires_at?: string | null
          id?: string
          is_active?: boolean
          provider?: string
          refresh_token?: string | null
          updated_at?: string
          user_id?: string
        }
        Relationships: []
      }
      latency_logs: {
        Row: {
          created_at: string
          duration_ms: number
          endpoint: string
          id: string
          is_slow: boolean
          method: string | null
          request_id: string | null
          status_code: number | null
          user_id: string | null
          written_by: unknown
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          duration_ms: number
          endpoint: string
          id?: string
          is_slow?: boolean
          method?: string | null
          request_id?: string | null
          status_code?: number | null
          user_id?: string | null
          written_by?: unknown
        }
        Update: {
          created_at?: string
          duration_ms?: number
          endpoint?: string
          id?: string
          is_slow?: boolean
          method?: string | null
          request_id?: string | null
          status_code?: number | null
          user_id?: string | null
          written_by?: unknown
        }
        Relationships: []
      }
      leads: {
        Row: {
          appointment_booked: boolean
          business_name: string | null
          call_duration_seconds: number | null
          created_at: string
          flagged_for_review: boolean
          id: string
          name: string | null
          phone: string | null
          sentiment: string | null
          status: string
          summary: string | null
          transcript: string | null
          user_id: string
        }
        ComputedFields: never
        Insert: {
          appointment_booked?: boolean
          business_name?: string | null
          call_duration_seconds?: number | null
          created_at?: string
          flagged_for_review?: boolean
          id?: string
          name?: string | null
          phone?: string | null
          sentiment?: string | null
          status?: string
          summary?: string | null
          transcript?: string | null
          user_id: string
        }
        Update: {
          appointment_booked?: boolean
          business_name?: string | null
          call_duration_seconds?: number | null
          created_at?: string
          flagged_for_review?: boolean
          id?: string
          name?: string | null
          phone?: string | null
          sentiment?: string | null
          status?: string
          summary?: string | null
          transcript?: string | null
          user_id?: string
        }
        Relationships: []
      }
      messages: {
        Row: {
          body: string | null
          created_at: string
          direction: string
          from_number: string | null
          id: string
          thread_id: string | null
          to_number: string | null
          user_id: string
        }
        ComputedFields: never
        Insert: {
          body?: string | null
          created_at?: string
          direction: string
          from_number?: string | null
          id?: string
          thread_id?: string | null
          to_number?: string | null
          user_id: string
        }
        Update: {
          body?: string | null
          created_at?: string
          direction?: string
          from_number?: string | null
          id?: string
          thread_id?: string | null
          to_number?: string | null
          user_id?: string
        }
        Relationships: []
      }
      ops_alerts: {
        Row: {
          acknowledged_at: string | null
          acknowledged_by: string | null
          alert_type: string
          assigned_at: string | null
          assigned_to: string | null
          closed_at: string | null
          closed_by: string | null
          created_at: string
          details: Json | null
          id: string
          message: string | null
          returns_at: string | null
          severity: string
          snoozed_by: string | null
          snoozed_until: string | null
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          acknowledged_at?: string | null
          acknowledged_by?: string | null
          alert_type: string
          assigned_at?: string | null
          assigned_to?: string | null
          closed_at?: string | null
          closed_by?: string | null
          created_at?: string
          details?: Json | null
          id?: string
          message?: string | null
          returns_at?: string | null
          severity?: string
          snoozed_by?: string | null
          snoozed_until?: string | null
          user_id?: string | null
        }
        Update: {
          acknowledged_at?: string | null
          acknowledged_by?: string | null
          alert_type?: string
          assigned_at?: string | null
          assigned_to?: string | null
          closed_at?: string | null
          closed_by?: string | null
          created_at?: string
          details?: Json | null
          id?: string
          message?: string | null
          returns_at?: string | null
          severity?: string
          snoozed_by?: string | null
          snoozed_until?: string | null
          user_id?: string | null
        }
        Relationships: []
      }
      outbound_sms_log: {
        Row: {
          body: string | null
          created_at: string
          from_number: string | null
          id: string
          provider_message_id: string | null
          status: string | null
          to_number: string
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          body?: string | null
          created_at?: string
          from_number?: string | null
          id?: string
          provider_message_id?: string | null
          status?: string | null
          to_number: string
          user_id?: string | null
        }
        Update: {
          body?: string | null
          created_at?: string
          from_number?: string | null
          id?: string
          provider_message_id?: string | null
          status?: string | null
          to_number?: string
          user_id?: string | null
        }
        Relationships: []
      }
      profiles: {
        Row: {
          area_code: string | null
          business_hours: Json | null
          business_name: string | null
          cal_com_url: string | null
          email: string
          industry: string | null
          post_call_sms_enabled: boolean
          review_request_enabled: boolean
          role: string
          tier: string
          transfer_number: string | null
          user_id: string
        }
        ComputedFields: never
        Insert: {
          area_code?: string | null
          business_hours?: Json | null
          business_name?: string | null
          cal_com_url?: string | null
          email: string
          industry?: string | null
          post_call_sms_enabled?: boolean
          review_request_enabled?: boolean
          role?: string
          tier?: string
          transfer_number?: string | null
          user_id: string
        }
        Update: {
          area_code?: string | null
          business_hours?: Json | null
          business_name?: string | null
          cal_com_url?: string | null
          email?: string
          industry?: string | null
          post_call_sms_enabled?: boolean
          review_request_enabled?: boolean
          role?: string
          tier?: string
          transfer_number?: string | null
          user_id?: string
        }
        Relationships: []
      }
      reconciliation_runs: {
        Row: {
          completed_at: string | null
          customers_total: number | null
          discrepancies_found: number
          discrepancy_details: Json | null
          heartbeat_at: string | null
          id: string
          notes: string | null
          reached: string | null
          records_checked: number
          run_type: string
          started_at: string
          status: string
          triggered_by: string | null
        }
        ComputedFields: never
        Insert: {
          completed_at?: string | null
          customers_total?: number | null
          discrepancies_found?: number
          discrepancy_details?: Json | null
          heartbeat_at?: string | null
          id?: string
          notes?: string | null
          reached?: string | null
          records_checked?: number
          run_type?: string
          started_at?: string
          status?: string
          triggered_by?: string | null
        }
        Update: {
          completed_at?: string | null
          customers_total?: number | null
          discrepancies_found?: number
          discrepancy_details?: Json | null
          heartbeat_at?: string | null
          id?: string
          notes?: string | null
          reached?: string | null
          records_checked?: number
          run_type?: string
          started_at?: string
          status?: string
          triggered_by?: string | null
        }
        Relationships: []
      }
      referral_codes: {
        Row: {
          code: string
          created_at: string
          id: string
          is_active: boolean
          user_id: string
        }
        ComputedFields: never
        Insert: {
          code: string
          created_at?: string
          id?: string
          is_active?: boolean
          user_id: string
        }
        Update: {
          code?: string
          created_at?: string
          id?: string
          is_active?: boolean
          user_id?: string
        }
        Relationships: []
      }
      referral_commissions: {
        Row: {
          amount_cents: number
          approved_at: string | null
          commission_type: string | null
          created_at: string
          id: string
          month_number: number | null
          paid_at: string | null
          referral_id: string | null
          referrer_id: string | null
          status: string
          stripe_invoice_id: string | null
          stripe_subscription_id: string | null
        }
        ComputedFields: never
        Insert: {
          amount_cents: number
          approved_at?: string | null
          commission_type?: string | null
          created_at?: string
          id?: string
          month_number?: number | null
          paid_at?: string | null
          referral_id?: string | null
          referrer_id?: string | null
          status?: string
          stripe_invoice_id?: string | null
          stripe_subscription_id?: string | null
        }
        Update: {
          amount_cents?: number
          approved_at?: string | null
          commission_type?: string | null
          created_at?: string
          id?: string
          month_number?: number | null
          paid_at?: string | null
          referral_id?: string | null
          referrer_id?: string | null
          status?: string
          stripe_invoice_id?: string | null
          stripe_subscription_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: 'referral_commissions_referral_id_fkey'
            columns: ['referral_id']
            isOneToOne: false
            referencedRelation: 'referrals'
            referencedColumns: ['id']
          },
        ]
      }
      referral_settings: {
        Row: {
          auto_approve_under_cents: number | null
          hold_days: number | null
          id: number
          is_active: boolean
          max_months: number | null
          min_payout_cents: number | null
          monthly_percent: number | null
          updated_at: string
          upfront_amount_cents: number | null
        }
        ComputedFields: never
        Insert: {
          auto_approve_under_cents?: number | null
          hold_days?: number | null
          id?: number
          is_active?: boolean
          max_months?: number | null
          min_payout_cents?: number | null
          monthly_percent?: number | null
          updated_at?: string
          upfront_amount_cents?: number | null
        }
        Update: {
          auto_approve_under_cents?: number | null
          hold_days?: number | null
          id?: number
          is_active?: boolean
          max_months?: number | null
          min_payout_cents?: number | null
          monthly_percent?: number | null
          updated_at?: string
          upfront_amount_cents?: number | null
        }
        Relationships: []
      }
      referrals: {
        Row: {
          created_at: string
          eligible_at: string | null
          first_payment_at: string | null
          fraud_flags: Json | null
          id: string
          months_paid: number
          referral_code: string | null
          referred_id: string | null
          referrer_id: string | null
          rejection_reason: string | null
          signup_at: string | null
          signup_ip: string | null
          status: string
          total_commission_cents: number
          updated_at: string
          upfront_paid: boolean
          upfront_paid_at: string | null
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          eligible_at?: string | null
          first_payment_at?: string | null
          fraud_flags?: Json | null
          id?: string
          months_paid?: number
          referral_code?: string | null
          referred_id?: string | null
          referrer_id?: string | null
          rejection_reason?: string | null
          signup_at?: string | null
          signup_ip?: string | null
          status?: string
          total_commission_cents?: number
          updated_at?: string
          upfront_paid?: boolean
          upfront_paid_at?: string | null
        }
        Update: {
          created_at?: string
          eligible_at?: string | null
          first_payment_at?: string | null
          fraud_flags?: Json | null
          id?: string
          months_paid?: number
          referral_code?: string | null
          referred_id?: string | null
          referrer_id?: string | null
          rejection_reason?: string | null
          signup_at?: string | null
          signup_ip?: string | null
          status?: string
          total_commission_cents?: number
          updated_at?: string
          upfront_paid?: boolean
          upfront_paid_at?: string | null
        }
        Relationships: []
      }
      saved_views: {
        Row: {
          created_at: string
          id: string
          list: string
          name: string
          owner_id: string
          query: string
          shared: boolean
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          id?: string
          list: string
          name: string
          owner_id: string
          query: string
          shared?: boolean
        }
        Update: {
          created_at?: string
          id?: string
          list?: string
          name?: string
          owner_id?: string
          query?: string
          shared?: boolean
        }
        Relationships: []
      }
      sms_events: {
        Row: {
          agent_id: string | null
          billed_units: number | null
          body: string | null
          body_sanitized: string | null
          created_at: string
          delivery_timestamp: string | null
          direction: string | null
          event_id: string | null
          from_number: string | null
          id: string
          idempotency_key: string | null
          ingest_node: string | null
          media_urls: string[] | null
          message_sid: string | null
          phone_number: string | null
          processed_at: string | null
          raw_payload: Json | null
          received_at: string
          signature_valid: boolean | null
          sms_cost: number | null
          status: string | null
          to_number: string | null
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          agent_id?: string | null
          billed_units?: number | null
          body?: string | null
          body_sanitized?: string | null
          created_at?: string
          delivery_timestamp?: string | null
          direction?: string | null
          event_id?: string | null
          from_number?: string | null
          id?: string
          idempotency_key?: string | null
          ingest_node?: string | null
          media_urls?: string[] | null
          message_sid?: string | null
          phone_number?: string | null
          processed_at?: string | null
          raw_payload?: Json | null
          received_at?: string
          signature_valid?: boolean | null
          sms_cost?: number | null
          status?: string | null
          to_number?: string | null
          user_id?: string | null
        }
        Update: {
          agent_id?: string | null
          billed_units?: number | null
          body?: string | null
          body_sanitized?: string | null
          created_at?: string
          delivery_timestamp?: string | null
          direction?: string | null
          event_id?: string | null
          from_number?: string | null
          id?: string
          idempotency_key?: string | null
          ingest_node?: string | null
          media_urls?: string[] | null
          message_sid?: string | null
          phone_number?: string | null
          processed_at?: string | null
          raw_payload?: Json | null
          received_at?: string
          signature_valid?: boolean | null
          sms_cost?: number | null
          status?: string | null
          to_number?: string | null
          user_id?: string | null
        }
        Relationships: []
      }
      sms_opt_out: {
        Row: {
          id: string
          keyword: string | null
          opted_out_at: string
          phone: string
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          id?: string
          keyword?: string | null
          opted_out_at?: string
          phone: string
          user_id?: string | null
        }
        Update: {
          id?: string
          keyword?: string | null
          opted_out_at?: string
          phone?: string
          user_id?: string | null
        }
        Relationships: []
      }
      sms_thread_locks: {
        Row: {
          customer_phone: string
          expires_at: string
          id: string
          last_activity: string
          user_id: string
        }
        ComputedFields: never
        Insert: {
          customer_phone: string
          expires_at: string
          id?: string
          last_activity?: string
          user_id: string
        }
        Update: {
          customer_phone?: string
          expires_at?: string
          id?: string
          last_activity?: string
          user_id?: string
        }
        Relationships: []
      }
      subscriptions: {
        Row: {
          created_at: string
          current_period_end: string | null
          current_period_start: string | null
          id: string
          status: string
          stripe_customer_id: string | null
          stripe_subscription_id: string | null
          tier: string | null
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          current_period_end?: string | null
          current_period_start?: string | null
          id?: string
          status?: string
          stripe_customer_id?: string | null
          stripe_subscription_id?: string | null
          tier?: string | null
          user_id?: string | null
        }
        Update: {
          created_at?: string
          current_period_end?: string | null
          current_period_start?: string | null
          id?: string
          status?: string
          stripe_customer_id?: string | null
          stripe_subscription_id?: string | null
          tier?: string | null
          user_id?: string | null
        }
        Relationships: []
      }
      tier_snapshots: {
        Row: {
          created_at: string
          effective_from: string
          effective_until: string | null
          free_minutes: number | null
          free_sms: number | null
          id: string
          monthly_price: number | null
          overage_rate_minutes: number | null
          overage_rate_sms: number | null
          tier_id: string
          tier_name: string | null
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          effective_from?: string
          effective_until?: string | null
          free_minutes?: number | null
          free_sms?: number | null
          id?: string
          monthly_price?: number | null
          overage_rate_minutes?: number | null
          overage_rate_sms?: number | null
          tier_id: string
          tier_name?: string | null
        }
        Update: {
          created_at?: string
          effective_from?: string
          effective_until?: string | null
          free_minutes?: number | null
          free_sms?: number | null
          id?: string
          monthly_price?: number | null
          overage_rate_minutes?: number | null
          overage_rate_sms?: number | null
          tier_id?: string
          tier_name?: string | null
        }
        Relationships: []
      }
      tracking_points: {
        Row: {
          id: string
          lat: number
          lng: number
          recorded_at: string
          session_id: string
        }
        ComputedFields: never
        Insert: {
          id?: string
          lat: number
          lng: number
          recorded_at?: string
          session_id: string
        }
        Update: {
          id?: string
          lat?: number
          lng?: number
          recorded_at?: string
          session_id?: string
        }
        Relationships: [
          {
            foreignKeyName: 'tracking_points_session_id_fkey'
            columns: ['session_id']
            isOneToOne: false
            referencedRelation: 'tracking'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'tracking_points_session_id_fkey'
            columns: ['session_id']
            isOneToOne: false
            referencedRelation: 'tracking_sessions'
            referencedColumns: ['id']
          },
        ]
      }
      tracking_sessions: {
        Row: {
          created_at: string
          created_by: string | null
          customer_phone: string | null
          eta_minutes: number | null
          id: string
          last_lat: number | null
          last_lng: number | null
          lead_id: string | null
          status: string
          token: string
          update_key: string
          updated_at: string
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          created_by?: string | null
          customer_phone?: string | null
          eta_minutes?: number | null
          id?: string
          last_lat?: number | null
          last_lng?: number | null
          lead_id?: string | null
          status?: string
          token?: string
          update_key?: string
          updated_at?: string
        }
        Update: {
          created_at?: string
          created_by?: string | null
          customer_phone?: string | null
          eta_minutes?: number | null
          id?: string
          last_lat?: number | null
          last_lng?: number | null
          lead_id?: string | null
          status?: string
          token?: string
          update_key?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: 'tracking_sessions_lead_id_fkey'
            columns: ['lead_id']
            isOneToOne: false
            referencedRelation: 'leads'
            referencedColumns: ['id']
          },
        ]
      }
      unknown_phone: {
        Row: {
          created_at: string
          event_type: string | null
          id: string
          matched_agent: string | null
          notes: string | null
          phone_number: string | null
          raw_payload: Json | null
          received_at: string
          resolution: string | null
          resolved_at: string | null
          resolved_by: string | null
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          event_type?: string | null
          id?: string
          matched_agent?: string | null
          notes?: string | null
          phone_number?: string | null
          raw_payload?: Json | null
          received_at?: string
          resolution?: string | null
          resolved_at?: string | null
          resolved_by?: string | null
        }
        Update: {
          created_at?: string
          event_type?: string | null
          id?: string
          matched_agent?: string | null
          notes?: string | null
          phone_number?: string | null
          raw_payload?: Json | null
          received_at?: string
          resolution?: string | null
          resolved_at?: string | null
          resolved_by?: string | null
        }
        Relationships: [
          {
            foreignKeyName: 'unknown_phone_matched_agent_fkey'
            columns: ['matched_agent']
            isOneToOne: false
            referencedRelation: 'agents'
            referencedColumns: ['id']
          },
        ]
      }
      upgrade_prompts_shown: {
        Row: {
          clicked: boolean
          clicked_at: string | null
          converted: boolean
          converted_at: string | null
          dismissed: boolean
          dismissed_at: string | null
          id: string
          metadata: Json | null
          prompt_type: string
          shown_at: string
          trigger_reason: string | null
          user_id: string
        }
        ComputedFields: never
        Insert: {
          clicked?: boolean
          clicked_at?: string | null
          converted?: boolean
          converted_at?: string | null
          dismissed?: boolean
          dismissed_at?: string | null
          id?: string
          metadata?: Json | null
          prompt_type: string
          shown_at?: string
          trigger_reason?: string | null
          user_id: string
        }
        Update: {
          clicked?: boolean
          clicked_at?: string | null
          converted?: boolean
          converted_at?: string | null
          dismissed?: boolean
          dismissed_at?: string | null
          id?: string
          metadata?: Json | null
          prompt_type?: string
          shown_at?: string
          trigger_reason?: string | null
          user_id?: string
        }
        Relationships: []
      }
      usage_calls: {
        Row: {
          call_id: string | null
          created_at: string
          direction: string | null
          id: string
          phone_number: string | null
          provider_call_id: string | null
          seconds: number
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          call_id?: string | null
          created_at?: string
          direction?: string | null
          id?: string
          phone_number?: string | null
          provider_call_id?: string | null
          seconds?: number
          user_id?: string | null
        }
        Update: {
          call_id?: string | null
          created_at?: string
          direction?: string | null
          id?: string
          phone_number?: string | null
          provider_call_id?: string | null
          seconds?: number
          user_id?: string | null
        }
        Relationships: []
      }
      usage_limits: {
        Row: {
          call_cap_seconds: number
          call_credit: number
          call_percent: number | null
          call_used_seconds: number
          hard_stop_active: boolean
          limit_state: string
          period_end: string | null
          period_start: string | null
          sms_cap: number
          sms_credit: number
          sms_percent: number | null
          sms_used: number
          tier: string
          used_percent: number | null
          user_id: string
        }
        ComputedFields: never
        Insert: {
          call_cap_seconds?: number
          call_credit?: number
          call_percent?: never
          call_used_seconds?: number
          hard_stop_active?: boolean
          limit_state?: string
          period_end?: string | null
          period_start?: string | null
          sms_cap?: number
          sms_credit?: number
          sms_percent?: never
          sms_used?: number
          tier?: string
          used_percent?: never
          user_id: string
        }
        Update: {
          call_cap_seconds?: number
          call_credit?: number
          call_percent?: never
          call_used_seconds?: number
          hard_stop_active?: boolean
          limit_state?: string
          period_end?: string | null
          period_start?: string | null
          sms_cap?: number
          sms_credit?: number
          sms_percent?: never
          sms_used?: number
          tier?: string
          used_percent?: never
          user_id?: string
        }
        Relationships: []
      }
      usage_sms: {
        Row: {
          created_at: string
          direction: string | null
          id: string
          message_id: string | null
          phone_number: string | null
          provider_message_id: string | null
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          direction?: string | null
          id?: string
          message_id?: string | null
          phone_number?: string | null
          provider_message_id?: string | null
          user_id?: string | null
        }
        Update: {
          created_at?: string
          direction?: string | null
          id?: string
          message_id?: string | null
          phone_number?: string | null
          provider_message_id?: string | null
          user_id?: string | null
        }
        Relationships: []
      }
      user_premium_features: {
        Row: {
          created_at: string
          id: string
          post_call_sms: boolean
          review_requests: boolean
          updated_at: string
          user_id: string
          zapier_webhooks: boolean
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          id?: string
          post_call_sms?: boolean
          review_requests?: boolean
          updated_at?: string
          user_id: string
          zapier_webhooks?: boolean
        }
        Update: {
          created_at?: string
          id?: string
          post_call_sms?: boolean
          review_requests?: boolean
          updated_at?: string
          user_id?: string
          zapier_webhooks?: boolean
        }
        Relationships: []
      }
      webhook_attempts: {
        Row: {
          attempt: number
          error_message: string | null
          finished_at: string
          id: string
          processor: string | null
          queued_at: string
          result: string
          webhook_id: string
        }
        ComputedFields: never
        Insert: {
          attempt: number
          error_message?: string | null
          finished_at: string
          id?: string
          processor?: string | null
          queued_at: string
          result: string
          webhook_id: string
        }
        Update: {
          attempt?: number
          error_message?: string | null
          finished_at?: string
          id?: string
          processor?: string | null
          queued_at?: string
          result?: string
          webhook_id?: string
        }
        Relationships: [
          {
            foreignKeyName: 'webhook_attempts_webhook_id_fkey'
            columns: ['webhook_id']
            isOneToOne: false
            referencedRelation: 'webhook_queue'
            referencedColumns: ['id']
          },
        ]
      }
      webhook_configs: {
        Row: {
          created_at: string
          events: string[]
          headers: Json | null
          id: string
          is_active: boolean
          name: string | null
          secret: string | null
          updated_at: string
          url: string
          user_id: string
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          events?: string[]
          headers?: Json | null
          id?: string
          is_active?: boolean
          name?: string | null
          secret?: string | null
          updated_at?: string
          url: string
          user_id: string
        }
        Update: {
          created_at?: string
          events?: string[]
          headers?: Json | null
          id?: string
          is_active?: boolean
          name?: string | null
          secret?: string | null
          updated_at?: string
          url?: string
          user_id?: string
        }
        Relationships: []
      }
      webhook_deliveries: {
        Row: {
          created_at: string
          delivered_at: string | null
          delivery_status: string
          error_message: string | null
          event_type: string | null
          id: string
          last_error: string | null
          max_retries: number
          next_retry_at: string | null
          payload: Json | null
          response_body: string | null
          retry_count: number
          status_code: number | null
          user_id: string | null
          webhook_id: string | null
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          delivered_at?: string | null
          delivery_status?: string
          error_message?: string | null
          event_type?: string | null
          id?: string
          last_error?: string | null
          max_retries?: number
          next_retry_at?: string | null
          payload?: Json | null
          response_body?: string | null
          retry_count?: number
          status_code?: number | null
          user_id?: string | null
          webhook_id?: string | null
        }
        Update: {
          created_at?: string
          delivered_at?: string | null
          delivery_status?: string
          error_message?: string | null
          event_type?: string | null
          id?: string
          last_error?: string | null
          max_retries?: number
          next_retry_at?: string | null
          payload?: Json | null
          response_body?: string | null
          retry_count?: number
          status_code?: number | null
          user_id?: string | null
          webhook_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: 'webhook_deliveries_webhook_id_fkey'
            columns: ['webhook_id']
            isOneToOne: false
            referencedRelation: 'webhook_configs'
            referencedColumns: ['id']
          },
        ]
      }
      webhook_queue: {
        Row: {
          attempts: number
          cause: string | null
          error_message: string | null
          event_type: string
          id: string
          idempotency_key: string | null
          phone_number: string | null
          processed_at: string | null
          processed_by: string | null
          queued_at: string | null
          raw_payload: NonNullable<Json>
          received_at: string
          result: string | null
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          attempts?: number
          cause?: string | null
          error_message?: string | null
          event_type: string
          id?: string
          idempotency_key?: string | null
          phone_number?: string | null
          processed_at?: string | null
          processed_by?: string | null
          queued_at?: string | null
          raw_payload?: NonNullable<Json>
          received_at?: string
          result?: string | null
          user_id?: string | null
        }
        Update: {
          attempts?: number
          cause?: string | null
          error_message?: string | null
          event_type?: string
          id?: string
          idempotency_key?: string | null
          phone_number?: string | null
          processed_at?: string | null
          processed_by?: string | null
          queued_at?: string | null
          raw_payload?: NonNullable<Json>
          received_at?: string
          result?: string | null
          user_id?: string | null
        }
        Relationships: []
      }
    }
    Views: {
      account_profiles: {
        Row: {
          business_hours: Json | null
          business_name: string | null
          cal_com_url: string | null
          email: string
          post_call_sms_enabled: boolean
          review_request_enabled: boolean
          role: string
          transfer_number: string | null
          user_id: string
        }
        ComputedFields: never
        Insert: {
          business_hours?: Json | null
          business_name?: string | null
          cal_com_url?: string | null
          email?: string | null
          post_call_sms_enabled?: boolean | null
          review_request_enabled?: boolean | null
          role?: string | null
          transfer_number?: string | null
          user_id?: string | null
        }
        Update: {
          business_hours?: Json | null
          business_name?: string | null
          cal_com_url?: string | null
          email?: string | null
          post_call_sms_enabled?: boolean | null
          review_request_enabled?: boolean | null
          role?: string | null
          transfer_number?: string | null
          user_id?: string | null
        }
        Relationships: []
      }
      agent_details: {
        Row: {
          agent_id: string | null
          created_at: string
          deploy_error: string | null
          deploy_request_id: string | null
          deployed_at: string | null
          id: string
          inbound_webhook_url: string | null
          nickname: string | null
          phone_number: string | null
          status: string
          user_id: string
        }
        ComputedFields: never
        Insert: {
          agent_id?: string | null
          created_at?: string | null
          deploy_error?: string | null
          deploy_request_id?: string | null
          deployed_at?: string | null
          id?: string | null
          inbound_webhook_url?: string | null
          nickname?: string | null
          phone_number?: string | null
          status?: string | null
          user_id?: string | null
        }
        Update: {
          agent_id?: string | null
          created_at?: string | null
          deploy_error?: string | null
          deploy_request_id?: string | null
          deployed_at?: string | null
          id?: string | null
          inbound_webhook_url?: string | null
          nickname?: string | null
          phone_number?: string | null
          status?: string | null
          user_id?: string | null
        }
        Relationships: []
      }
      agent_list: {
        Row: {
          agent_id: string | null
          business_name: string | null
          created_at: string
          deploy_error: string | null
          deploy_request_id: string | null
          deployed_at: string | null
          grade: string | null
          id: string
          inbound_webhook_url: string | null
          last_deployed: string | null
          nickname: string | null
          phone_number: string | null
          problems: string[] | null
          score: number | null
          status: string
          tier: string | null
          user_id: string
        }
        ComputedFields: never
        Relationships: []
      }
      alert_details: {
        Row: {
          details: Json | null
          id: string
          message: string | null
        }
        ComputedFields: never
        Insert: {
          details?: Json | null
          id?: string | null
          message?: string | null
        }
        Update: {
          details?: Json | null
          id?: string | null
          message?: string | null
        }
        Relationships: []
      }
      alert_list: {
        Row: {
          acknowledged_at: string | null
          acknowledged_by: string | null
          acknowledged_by_email: string | null
          alert_type: string
          assigned_at: string | null
          assigned_to: string | null
          assigned_to_email: string | null
          business_name: string | null
          closed_at: string | null
          closed_by_email: string | null
          created_at: string
          grade: string | null
          id: string
          message: string | null
          returns_at: string | null
          risk_level: string | null
          score: number | null
          severity: string
          snoozed_by_email: string | null
          snoozed_until: string | null
          state: string | null
          tier: string | null
          user_id: string | null
        }
        ComputedFields: never
        Relationships: []
      }
      audit_list: {
        Row: {
          action: string | null
          action_type: string | null
          actor_email: string | null
          actor_id: string | null
          business_name: string | null
          created_at: string | null
          entity: string | null
          entity_id: string | null
          grade: string | null
          id: string | null
          ip: string | null
          metadata: Json | null
          risk_level: string | null
          score: number | null
          source: string | null
          tier: string | null
          user_agent: string | null
          user_id: string | null
        }
        ComputedFields: never
        Relationships: []
      }
      bill_lines: {
        Row: {
          billed_units: number | null
          billing_period_id: string | null
          created_at: string
          dispute_id: string | null
          event_type: string | null
          id: string
          total_amount: number | null
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          billed_units?: number | null
          billing_period_id?: string | null
          created_at?: string | null
          dispute_id?: string | null
          event_type?: string | null
          id?: string | null
          total_amount?: number | null
          user_id?: string | null
        }
        Update: {
          billed_units?: number | null
          billing_period_id?: string | null
          created_at?: string | null
          dispute_id?: string | null
          event_type?: string | null
          id?: string | null
          total_amount?: number | null
          user_id?: string | null
        }
        Relationships: []
      }
      churn_list: {
        Row: {
          assigned_to: string | null
          assigned_to_email: string | null
          business_name: string | null
          created_at: string
          daily_scores: number[] | null
          grade: string | null
          id: string
          reason: string
          reason_evidence: string | null
          reason_kind: string | null
          resolution_notes: string | null
          resolution_outcome: string | null
          resolved_at: string | null
          resolved_by: string | null
          resolved_by_email: string | null
          risk_level: string | null
          score: number | null
          score_since: number | null
          score_when_resolved: number | null
          severity: string
          tier: string | null
          user_id: string
        }
        ComputedFields: never
        Relationships: []
      }
      customer_consents: {
        Row: {
          created_at: string
          id: string
          user_id: string | null
          version: string
        }
        ComputedFields: never
        Insert: {
          created_at?: string | null
          id?: string | null
          user_id?: string | null
          version?: string | null
        }
        Update: {
          created_at?: string | null
          id?: string | null
          user_id?: string | null
          version?: string | null
        }
        Relationships: []
      }
      customer_health_list: {
        Row: {
          area_code: string | null
          business_name: string | null
          daily_scores: number[] | null
          email: string
          factors: Json | null
          factors_week_ago: Json | null
          grade: string | null
          hard_stop_active: boolean | null
          industry: string | null
          last_activity: string | null
          last_calculated: string | null
          last_contact: string | null
          monthly_value: number | null
          open_alerts: number | null
          risk_level: string | null
          role: string
          score: number | null
          score_week_ago: number | null
          tier: string
          unresolved_errors: number | null
          used_percent: number | null
          user_id: string
          value_at_risk: number | null
        }
        ComputedFields: never
        Relationships: []
      }
      customer_list: {
        Row: {
          area_code: string | null
          business_name: string | null
          email: string
          factors: Json | null
          grade: string | null
          industry: string | null
          last_calculated: string | null
          open_alerts: number | null
          open_churn: number | null
          risk_level: string | null
          role: string
          score: number | null
          tier: string
          unresolved_errors: number | null
          user_id: string
        }
        ComputedFields: never
        Relationships: []
      }
      customer_referrals: {
        Row: {
          id: string
          referred_id: string | null
          referrer_id: string | null
          status: string
        }
        ComputedFields: never
        Insert: {
          id?: string | null
          referred_id?: string | null
          referrer_id?: string | null
          status?: string | null
        }
        Update: {
          id?: string | null
          referred_id?: string | null
          referrer_id?: string | null
          status?: string | null
        }
        Relationships: []
      }
      delivery_details: {
        Row: {
          id: string
          payload: Json | null
          response_body: string | null
        }
        ComputedFields: never
        Insert: {
          id?: string | null
          payload?: Json | null
          response_body?: string | null
        }
        Update: {
          id?: string | null
          payload?: Json | null
          response_body?: string | null
        }
        Relationships: []
      }
      delivery_list: {
        Row: {
          attempts: number | null
          business_name: string | null
          created_at: string
          delivered_at: string | null
          error: string | null
          event_type: string | null
          grade: string | null
          host: string | null
          id: string
          max_retries: number
          next_retry_at: string | null
          retry_count: number
          state: string | null
          status_code: number | null
          tier: string | null
          user_id: string | null
          webhook_id: string | null
          webhook_is_active: boolean | null
          webhook_name: string | null
        }
        ComputedFields: never
        Relationships: []
      }
      discrepancy_list: {
        Row: {
          business_name: string | null
          counted: number | null
          difference: number | null
          difference_percent: number | null
          email: string | null
          grade: string | null
          id: string | null
          metric: string | null
          period_end: string | null
          period_start: string | null
          recorded: number | null
          run_id: string
          size: number | null
          started_at: string
          tier: string | null
          user_id: string | null
        }
        ComputedFields: never
        Relationships: []
      }
      error_details: {
        Row: {
          created_at: string
          group_id: string | null
          id: string
          message: string | null
          request_body: Json | null
          stack_trace: string | null
        }
        ComputedFields: never
        Insert: {
          created_at?: string | null
          group_id?: string | null
          id?: string | null
          message?: string | null
          request_body?: Json | null
          stack_trace?: string | null
        }
        Update: {
          created_at?: string | null
          group_id?: string | null
          id?: string | null
          message?: string | null
          request_body?: Json | null
          stack_trace?: string | null
        }
        Relationships: []
      }
      error_group_list: {
        Row: {
          assigned_to: string | null
          assigned_to_email: string | null
          customers: number | null
          endpoint: string | null
          error_type: string | null
          events: number | null
          events_day: number | null
          events_day_before: number | null
          first_seen: string | null
          id: string | null
          impact: number | null
          impact_parts: Json | null
          is_growing: boolean | null
          is_new: boolean | null
          last_seen: string | null
          latest_error: string | null
          message: string | null
          open_churn: number | null
          pattern: string | null
          plans: string[] | null
          resolution_notes: string | null
          resolved_at: string | null
          resolved_by: string | null
          resolved_by_email: string | null
          snoozed_at: string | null
          snoozed_by: string | null
          snoozed_customers: number | null
          snoozed_events: number | null
          snoozed_until: string | null
          sparkline: number[] | null
          split_value: string | null
          state: string | null
          texts: number | null
          trend: number | null
          unpriced: number | null
          unresolved: number | null
          worst_grade: string | null
        }
        ComputedFields: never
        Relationships: []
      }
      error_list: {
        Row: {
          business_name: string | null
          created_at: string
          endpoint: string | null
          error_type: string
          grade: string | null
          id: string
          message: string | null
          resolution_notes: string | null
          resolved_at: string | null
          resolved_by: string | null
          resolved_by_email: string | null
          risk_level: string | null
          score: number | null
          tier: string | null
          user_id: string | null
        }
        ComputedFields: never
        Relationships: []
      }
      integration_list: {
        Row: {
          booking_url: string | null
          business_name: string | null
          cal_organization_slug: string | null
          cal_team_slug: string | null
          cal_time_zone: string | null
          cal_username: string | null
          created_at: string | null
          email: string | null
          event_type_id: number | null
          event_type_slug: string | null
          expires_at: string | null
          has_access_token: boolean | null
          has_refresh_token: boolean | null
          id: string | null
          is_active: boolean | null
          provider: string | null
          tier: string | null
          updated_at: string | null
          user_id: string | null
        }
        ComputedFields: never
        Relationships: []
      }
      premium_features: {
        Row: {
          post_call_sms: boolean
          review_requests: boolean
          user_id: string
          zapier_webhooks: boolean
        }
        ComputedFields: never
        Insert: {
          post_call_sms?: boolean | null
          review_requests?: boolean | null
          user_id?: string | null
          zapier_webhooks?: boolean | null
        }
        Update: {
          post_call_sms?: boolean | null
          review_requests?: boolean | null
          user_id?: string | null
          zapier_webhooks?: boolean | null
        }
        Relationships: []
      }
      reconciliation_list: {
        Row: {
          completed_at: string | null
          customers_total: number | null
          discrepancies_found: number
          failure: string | null
          goes_in_parts: boolean | null
          heartbeat_at: string | null
          id: string
          is_stale: boolean | null
          notes: string | null
          records_checked: number
          run_type: string
          seconds: number | null
          started_at: string
          status: string
          triggered_by: string | null
          triggered_by_email: string | null
        }
        ComputedFields: never
        Relationships: []
      }
      saved_view_records: {
        Row: {
          created_at: string
          id: string
          list: string
          name: string
          owner_id: string
          query: string
          shared: boolean
        }
        ComputedFields: never
        Insert: {
          created_at?: string | null
          id?: string | null
          list?: string | null
          name?: string | null
          owner_id?: string | null
          query?: string | null
          shared?: boolean | null
        }
        Update: {
          created_at?: string | null
          id?: string | null
          list?: string | null
          name?: string | null
          owner_id?: string | null
          query?: string | null
          shared?: boolean | null
        }
        Relationships: []
      }
      score_history: {
        Row: {
          created_at: string
          factors: Json | null
          score: number
          user_id: string
        }
        ComputedFields: never
        Insert: {
          created_at?: string | null
          factors?: Json | null
          score?: number | null
          user_id?: string | null
        }
        Update: {
          created_at?: string | null
          factors?: Json | null
          score?: number | null
          user_id?: string | null
        }
        Relationships: []
      }
      session_list: {
        Row: {
          addresses: number | null
          business_name: string | null
          created_at: string
          grade: string | null
          id: string
          ip_address: string | null
          last_active: string
          revoked_at: string | null
          revoked_by: string | null
          revoked_by_email: string | null
          revoked_reason: string | null
          sign: string | null
          tier: string | null
          user_agent: string | null
          user_id: string
        }
        ComputedFields: never
        Relationships: []
      }
      subscription_details: {
        Row: {
          created_at: string
          current_period_end: string | null
          current_period_start: string | null
          id: string
          status: string
          stripe_subscription_id: string | null
          tier: string | null
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          created_at?: string | null
          current_period_end?: string | null
          current_period_start?: string | null
          id?: string | null
          status?: string | null
          stripe_subscription_id?: string | null
          tier?: string | null
          user_id?: string | null
        }
        Update: {
          created_at?: string | null
          current_period_end?: string | null
          current_period_start?: string | null
          id?: string | null
          status?: string | null
          stripe_subscription_id?: string | null
          tier?: string | null
          user_id?: string | null
        }
        Relationships: []
      }
      tracking: {
        Row: {
          created_at: string
          created_by: string | null
          customer_phone: string | null
          eta_minutes: number | null
          id: string
          last_lat: number | null
          last_lng: number | null
          last_recorded_at: string | null
          lead_id: string | null
          status: string
          updated_at: string
        }
        ComputedFields: never
        Insert: {
          created_at?: string | null
          created_by?: string | null
          customer_phone?: string | null
          eta_minutes?: number | null
          id?: string | null
          last_lat?: number | null
          last_lng?: number | null
          last_recorded_at?: never
          lead_id?: string | null
          status?: string | null
          updated_at?: string | null
        }
        Update: {
          created_at?: string | null
          created_by?: string | null
          customer_phone?: string | null
          eta_minutes?: number | null
          id?: string | null
          last_lat?: number | null
          last_lng?: number | null
          last_recorded_at?: never
          lead_id?: string | null
          status?: string | null
          updated_at?: string | null
        }
        Relationships: [
          {
            foreignKeyName: 'tracking_sessions_lead_id_fkey'
            columns: ['lead_id']
            isOneToOne: false
            referencedRelation: 'leads'
            referencedColumns: ['id']
          },
        ]
      }
      unknown_number_details: {
        Row: {
          id: string
          phone_number: string | null
          raw_payload: Json | null
          received_at: string
          resolved_at: string | null
        }
        ComputedFields: never
        Insert: {
          id?: string | null
          phone_number?: string | null
          raw_payload?: Json | null
          received_at?: string | null
          resolved_at?: string | null
        }
        Update: {
          id?: string | null
          phone_number?: string | null
          raw_payload?: Json | null
          received_at?: string | null
          resolved_at?: string | null
        }
        Relationships: []
      }
      unknown_number_list: {
        Row: {
          agent_number: string | null
          business_name: string | null
          event_type: string | null
          grade: string | null
          id: string
          matched_agent: string | null
          notes: string | null
          phone_number: string | null
          received_at: string
          resolution: string | null
          resolved_at: string | null
          resolved_by: string | null
          resolved_by_email: string | null
          state: string | null
          tier: string | null
          user_id: string | null
        }
        ComputedFields: never
        Relationships: []
      }
      usage_list: {
        Row: {
          business_name: string | null
          call_cap_seconds: number
          call_credit: number
          call_percent: number | null
          call_projected: number | null
          call_used_seconds: number
          grade: string | null
          hard_stop_active: boolean
          id: string
          limit_state: string
          period_end: string | null
          period_ends: string | null
          period_start: string | null
          score: number | null
          sms_cap: number
          sms_credit: number
          sms_percent: number | null
          sms_projected: number | null
          sms_used: number
          state: string | null
          tier: string | null
          used_percent: number | null
          user_id: string
        }
        ComputedFields: never
        Relationships: []
      }
      webhook_config_list: {
        Row: {
          business_name: string | null
          created_at: string | null
          email: string | null
          events: string[] | null
          has_secret: boolean | null
          header_names: string[] | null
          id: string | null
          is_active: boolean | null
          name: string | null
          tier: string | null
          updated_at: string | null
          url: string | null
          user_id: string | null
        }
        ComputedFields: never
        Relationships: []
      }
      webhook_details: {
        Row: {
          attempts: number
          cause: string | null
          error_message: string | null
          id: string
          processed_at: string | null
          queued_at: string | null
        }
        ComputedFields: never
        Insert: {
          attempts?: number | null
          cause?: string | null
          error_message?: string | null
          id?: string | null
          processed_at?: string | null
          queued_at?: string | null
        }
        Update: {
          attempts?: number | null
          cause?: string | null
          error_message?: string | null
          id?: string | null
          processed_at?: string | null
          queued_at?: string | null
        }
        Relationships: []
      }
      webhook_list: {
        Row: {
          attempts: number
          business_name: string | null
          error_message: string | null
          event_type: string
          grade: string | null
          id: string
          idempotency_key: string | null
          phone_number: string | null
          processed_at: string | null
          processed_by: string | null
          received_at: string
          result: string | null
          risk_level: string | null
          score: number | null
          state: string | null
          tier: string | null
          user_id: string | null
        }
        ComputedFields: never
        Relationships: []
      }
    }
    Functions: {
      acknowledge_alert_storm: {
        Args: { alert_type: string; filter?: Json; first_at: string; last_at: string }
        Returns: {
          actor_email: string
          alerts: number
          happened_at: string
          outcome: string
        }[]
      }
      acknowledge_ops_alerts: {
        Args: { ids: string[] }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      acknowledgement_times: {
        Args: { since: string; until: string }
        Returns: {
          acknowledged: number
          dimension: string
          median_seconds: number
          p90_seconds: number
          value: string
        }[]
      }
      act_on_matching: {
        Args: {
          action: string
          bulk?: string
          filter: Json
          frozen_at: string
          list: string
          most?: number
          note: string
        }
        Returns: {
          bulk_id: string
          done: number
          remaining: boolean
        }[]
      }
      act_on_matching_groups: {
        Args: { bulk?: string; filter: Json; frozen_at: string; most?: number; note: string }
        Returns: {
          bulk_id: string
          done: number
          remaining: boolean
        }[]
      }
      add_comment: { Args: { body: string; entity: string; entity_id: string }; Returns: string }
      agent_by_phone: {
        Args: { phone: string }
        Returns: {
          agent_id: string
          created_at: string
          deploy_error: string
          deploy_request_id: string
          deployed_at: string
          id: string
          inbound_webhook_url: string
          nickname: string
          phone_number: string
          status: string
          user_id: string
        }[]
      }
      agent_problems: {
        Args: Record<PropertyKey, never>
        Returns: {
          agents: number
          explanation: string
          label: string
          problem: string
        }[]
      }
      assign_churn_alerts: {
        Args: { assignee: string; ids: string[]; instead_of?: string }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      assign_customers: {
        Args: { assignee: string; ids: string[]; instead_of?: string }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      assign_error_groups: {
        Args: { assignee?: string; ids: string[] }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      assign_ops_alerts: {
        Args: { assignee: string; ids: string[]; instead_of?: string }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      begin_reconciliation: {
        Args: Record<PropertyKey, never>
        Returns: {
          actor_email: string
          outcome: string
          run: string
          started_at: string
          total: number
        }[]
      }
      close_ops_alerts: {
        Args: { ids: string[] }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      continue_error_groups: {
        Args: { ids: string[] }
        Returns: {
          id: string
          rows_left: number
        }[]
      }
      continue_reconciliation: {
        Args: { most?: number; run: string }
        Returns: {
          checked: number
          found: number
          reason: string
          status: string
          total: number
        }[]
      }
      count_customer_timeline: {
        Args: { customer: string; since?: string; until?: string }
        Returns: {
          kind: string
          matches: number
        }[]
      }
      count_latency_history: { Args: { most?: number }; Returns: boolean }
      count_matching: {
        Args: { filter?: Json; list: string }
        Returns: {
          exact: boolean
          matches: number
        }[]
      }
      count_newer: { Args: { filter: Json; list: string; since: string }; Returns: number }
      count_newer_records: {
        Args: { filter: Json; moment: string; since: string; table_name: string }
        Returns: number
      }
      count_records: {
        Args: { filter?: Json; sort?: string; table_name: string }
        Returns: {
          certainty: string
          matches: number
        }[]
      }
      count_references: {
        Args: { row_key: string; table_name: string }
        Returns: {
          certainty: string
          column_name: string
          matches: number
          relation: string
        }[]
      }
      customer_costs: {
        Args: { customer: string; since?: string }
        Returns: {
          booked: number
          calls: number
          failed_transfers: number
          lost_bookings: number
          missed_calls: number
          unsent_sms: number
        }[]
      }
      customer_timeline: {
        Args: {
          backward?: boolean
          cursor_values?: Json
          customer: string
          kinds?: string[]
          page_size?: number
          since?: string
          until?: string
        }
        Returns: {
          entity: string
          facts: Json
          happened_at: string
          id: string
          kind: string
        }[]
      }
      delete_view: { Args: { id: string }; Returns: boolean }
      describe_table: { Args: { table_name: string }; Returns: Json }
      describe_tables: {
        Args: Record<PropertyKey, never>
        Returns: {
          certainty: string
          comment: string
          matches: number
          name: string
        }[]
      }
      error_group_ids: {
        Args: { wanted: string }
        Returns: {
          current_id: string
          ids: string[]
        }[]
      }
      error_group_splits: {
        Args: { wanted: string }
        Returns: {
          events: number
          field: string
          id: string
          label: string
          parent_id: string
          split_at: string
          split_by_email: string
          undone_at: string
          value: string
        }[]
      }
      error_group_values: {
        Args: { wanted: string }
        Returns: {
          events: number
          field: string
          label: string
          looked: number
          value: string
        }[]
      }
      error_grouping: {
        Args: Record<PropertyKey, never>
        Returns: {
          events: number
          kept_for: string
          older: number
          since: string
        }[]
      }
      find_anything: {
        Args: { term: string }
        Returns: {
          detail: string
          id: string
          kind: string
          label: string
        }[]
      }
      flag_leads: {
        Args: { flagged?: boolean; ids: string[] }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      freeze_matching: {
        Args: { action: string; filter: Json; list: string }
        Returns: {
          errors: number
          frozen_at: string
          matches: number
          more_texts: boolean
          texts: number
        }[]
      }
      grant_credit: {
        Args: { amount: number; customer: string; kind: string; reason: string; request: string }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      health_distribution: {
        Args: Record<PropertyKey, never>
        Returns: {
          customers: number
          grade: string
        }[]
      }
      health_movement: {
        Args: Record<PropertyKey, never>
        Returns: {
          change: number
          customers: number
          history_since: string
          kind: string
          value: string
        }[]
      }
      last_contact: {
        Args: { customer: string }
        Returns: {
          actor_email: string
          happened_at: string
          kind: string
          words: string
        }[]
      }
      last_processed_like: {
        Args: { id: string }
        Returns: {
          id: string
          received_at: string
        }[]
      }
      latency_counted_from: { Args: Record<PropertyKey, never>; Returns: string }
      latency_endpoints: {
        Args: { since: string; until: string; width: number }
        Returns: {
          endpoint: string
          method: string
          p50: number
          p95: number
          p99: number
          previous_p50: number
          previous_p95: number
          previous_p99: number
          previous_requests: number
          previous_slow: number
          requests: number
          slow: number
          trend: number[]
        }[]
      }
      latency_over_time: {
        Args: { bounds: string[]; endpoint?: string; method?: string }
        Returns: {
          p50: number
          p95: number
          p99: number
          requests: number
          slot: string
          slow: number
        }[]
      }
      latency_worst: {
        Args: {
          cursor_duration?: number
          cursor_id?: string
          of_endpoint?: string
          of_method?: string
          page_size?: number
          since: string
          until: string
        }
        Returns: {
          business_name: string
          created_at: string
          duration_ms: number
          endpoint: string
          id: string
          is_slow: boolean
          method: string
          request_id: string
          status_code: number
          user_id: string
        }[]
      }
      list_actors: {
        Args: Record<PropertyKey, never>
        Returns: {
          email: string
          user_id: string
        }[]
      }
      list_admins: {
        Args: Record<PropertyKey, never>
        Returns: {
          email: string
          user_id: string
        }[]
      }
      list_agents: {
        Args: {
          backward?: boolean
          cursor_values?: Json
          descending?: boolean
          filter?: Json
          page_size?: number
          sort?: string
        }
        Returns: {
          agent_id: string | null
          business_name: string | null
          created_at: string
          deploy_error: string | null
          deploy_request_id: string | null
          deployed_at: string | null
          grade: string | null
          id: string
          inbound_webhook_url: string | null
          last_deployed: string | null
          nickname: string | null
          phone_number: string | null
          problems: string[] | null
          score: number | null
          status: string
          tier: string | null
          user_id: string
        }[]
        SetofOptions: {
          from: '*'
          to: 'agent_list'
          isOneToOne: false
          isSetofReturn: true
        }
      }
      list_alert_storms: {
        Args: { filter?: Json; most?: number }
        Returns: {
          alert_type: string
          alerts: number
          customers: number
          first_at: string
          heights: number[]
          last_at: string
          message: string
          severity: string
        }[]
      }
      list_alerts: {
        Args: {
          backward?: boolean
          cursor_values?: Json
          descending?: boolean
          filter?: Json
          page_size?: number
          sort?: string
        }
        Returns: {
          acknowledged_at: string | null
          acknowledged_by: string | null
          acknowledged_by_email: string | null
          alert_type: string
          assigned_at: string | null
          assigned_to: string | null
          assigned_to_email: string | null
          business_name: string | null
          closed_at: string | null
          closed_by_email: string | null
          created_at: string
          grade: string | null
          id: string
          message: string | null
          returns_at: string | null
          risk_level: string | null
          score: number | null
          severity: string
          snoozed_by_email: string | null
          snoozed_until: string | null
          state: string | null
          tier: string | null
          user_id: string | null
        }[]
        SetofOptions: {
          from: '*'
          to: 'alert_list'
          isOneToOne: false
          isSetofReturn: true
        }
      }
      list_audit: {
        Args: {
          backward?: boolean
          cursor_values?: Json
          descending?: boolean
          filter?: Json
          page_size?: number
          sort?: string
        }
        Returns: {
          action: string | null
          action_type: string | null
          actor_email: string | null
          actor_id: string | null
          business_name: string | null
          created_at: string | null
          entity: string | null
          entity_id: string | null
          grade: string | null
          id: string | null
          ip: string | null
          metadata: Json | null
          risk_level: string | null
          score: number | null
          source: string | null
          tier: string | null
          user_agent: string | null
          user_id: string | null
        }[]
        SetofOptions: {
          from: '*'
          to: 'audit_list'
          isOneToOne: false
          isSetofReturn: true
        }
      }
      list_churn_alerts: {
        Args: {
          backward?: boolean
          cursor_values?: Json
          descending?: boolean
          filter?: Json
          page_size?: number
          sort?: string
        }
        Returns: {
          assigned_to: string | null
          assigned_to_email: string | null
          business_name: string | null
          created_at: string
          daily_scores: number[] | null
          grade: string | null
          id: string
          reason: string
          reason_evidence: string | null
          reason_kind: string | null
          resolution_notes: string | null
          resolution_outcome: string | null
          resolved_at: string | null
          resolved_by: string | null
          resolved_by_email: string | null
          risk_level: string | null
          score: number | null
          score_since: number | null
          score_when_resolved: number | null
          severity: string
          tier: string | null
          user_id: string
        }[]
        SetofOptions: {
          from: '*'
          to: 'churn_list'
          isOneToOne: false
          isSetofReturn: true
        }
      }
      list_columns: {
        Args: { reader: string }
        Returns: {
          name: string
          type: string
        }[]
      }
      list_customer_health: {
        Args: {
          backward?: boolean
          cursor_values?: Json
          descending?: boolean
          filter?: Json
          page_size?: number
          sort?: string
        }
        Returns: {
          area_code: string | null
          business_name: string | null
          daily_scores: number[] | null
          email: string
          factors: Json | null
          factors_week_ago: Json | null
          grade: string | null
          hard_stop_active: boolean | null
          industry: string | null
          last_activity: string | null
          last_calculated: string | null
          last_contact: string | null
          monthly_value: number | null
          open_alerts: number | null
          risk_level: string | null
          role: string
          score: number | null
          score_week_ago: number | null
          tier: string
          unresolved_errors: number | null
          used_percent: number | null
          user_id: string
          value_at_risk: number | null
        }[]
        SetofOptions: {
          from: '*'
          to: 'customer_health_list'
          isOneToOne: false
          isSetofReturn: true
        }
      }
      list_deliveries: {
        Args: {
          backward?: boolean
          cursor_values?: Json
          descending?: boolean
          filter?: Json
          page_size?: number
          sort?: string
        }
        Returns: {
          attempts: number | null
          business_name: string | null
          created_at: string
          delivered_at: string | null
          error: string | null
          event_type: string | null
          grade: string | null
          host: string | null
          id: string
          max_retries: number
          next_retry_at: string | null
          retry_count: number
          state: string | null
          status_code: number | null
          tier: string | null
          user_id: string | null
          webhook_id: string | null
          webhook_is_active: boolean | null
          webhook_name: string | null
        }[]
        SetofOptions: {
          from: '*'
          to: 'delivery_list'
          isOneToOne: false
          isSetofReturn: true
        }
      }
      list_discrepancies: {
        Args: {
          backward?: boolean
          cursor_values?: Json
          descending?: boolean
          filter: Json
          page_size?: number
          sort?: string
        }
        Returns: {
          business_name: string | null
          counted: number | null
          difference: number | null
          difference_percent: number | null
          email: string | null
          grade: string | null
          id: string | null
          metric: string | null
          period_end: string | null
          period_start: string | null
          recorded: number | null
          run_id: string
          size: number | null
          started_at: string
          tier: string | null
          user_id: string | null
        }[]
        SetofOptions: {
          from: '*'
          to: 'discrepancy_list'
          isOneToOne: false
          isSetofReturn: true
        }
      }
      list_error_group_customers: {
        Args: { group_id: string; most?: number }
        Returns: {
          business_name: string
          events: number
          grade: string
          last_seen: string
          open_churn: boolean
          tier: string
          unresolved: number
          user_id: string
        }[]
      }
      list_error_groups: {
        Args: {
          backward?: boolean
          cursor_values?: Json
          descending?: boolean
          filter?: Json
          page_size?: number
          sort?: string
        }
        Returns: {
          assigned_to: string | null
          assigned_to_email: string | null
          customers: number | null
          endpoint: string | null
          error_type: string | null
          events: number | null
          events_day: number | null
          events_day_before: number | null
          first_seen: string | null
          id: string | null
          impact: number | null
          impact_parts: Json | null
          is_growing: boolean | null
          is_new: boolean | null
          last_seen: string | null
          latest_error: string | null
          message: string | null
          open_churn: number | null
          pattern: string | null
          plans: string[] | null
          resolution_notes: string | null
          resolved_at: string | null
          resolved_by: string | null
          resolved_by_email: string | null
          snoozed_at: string | null
          snoozed_by: string | null
          snoozed_customers: number | null
          snoozed_events: number | null
          snoozed_until: string | null
          sparkline: number[] | null
          split_value: string | null
          state: string | null
          texts: number | null
          trend: number | null
          unpriced: number | null
          unresolved: number | null
          worst_grade: string | null
        }[]
        SetofOptions: {
          from: '*'
          to: 'error_group_list'
          isOneToOne: false
          isSetofReturn: true
        }
      }
      list_errors: {
        Args: {
          backward?: boolean
          cursor_values?: Json
          descending?: boolean
          filter?: Json
          page_size?: number
          sort?: string
        }
        Returns: {
          business_name: string | null
          created_at: string
          endpoint: string | null
          error_type: string
          grade: string | null
          id: string
          message: string | null
          resolution_notes: string | null
          resolved_at: string | null
          resolved_by: string | null
          resolved_by_email: string | null
          risk_level: string | null
          score: number | null
          tier: string | null
          user_id: string | null
        }[]
        SetofOptions: {
          from: '*'
          to: 'error_list'
          isOneToOne: false
          isSetofReturn: true
        }
      }
      list_facets: {
        Args: { filter?: Json; list: string }
        Returns: {
          facet: string
          matches: number
          value: string
        }[]
      }
      list_histogram: {
        Args: { bounds: string[]; filter: Json; list: string }
        Returns: {
          bucket: string
          matches: number
          series: string
        }[]
      }
      list_missing_events: {
        Args: {
          backward?: boolean
          cursor_values?: Json
          descending?: boolean
          filter: Json
          page_size?: number
          sort?: string
        }
        Returns: {
          business_name: string
          entity: string
          grade: string
          happened_at: string
          id: string
          kind: string
          known_by: string
          missing_in: string
          phone_number: string
          reference: string
          seconds: number
          tier: string
          user_id: string
        }[]
      }
      list_reconciliation_runs: {
        Args: {
          backward?: boolean
          cursor_values?: Json
          descending?: boolean
          filter?: Json
          page_size?: number
          sort?: string
        }
        Returns: {
          completed_at: string | null
          customers_total: number | null
          discrepancies_found: number
          failure: string | null
          goes_in_parts: boolean | null
          heartbeat_at: string | null
          id: string
          is_stale: boolean | null
          notes: string | null
          records_checked: number
          run_type: string
          seconds: number | null
          started_at: string
          status: string
          triggered_by: string | null
          triggered_by_email: string | null
        }[]
        SetofOptions: {
          from: '*'
          to: 'reconciliation_list'
          isOneToOne: false
          isSetofReturn: true
        }
      }
      list_records: {
        Args: {
          backward?: boolean
          cursor_values?: Json
          descending?: boolean
          filter?: Json
          page_size?: number
          sort?: string
          table_name: string
          whole?: boolean
        }
        Returns: Json
      }
      list_sessions: {
        Args: {
          backward?: boolean
          cursor_values?: Json
          descending?: boolean
          filter?: Json
          page_size?: number
          sort?: string
        }
        Returns: {
          addresses: number | null
          business_name: string | null
          created_at: string
          grade: string | null
          id: string
          ip_address: string | null
          last_active: string
          revoked_at: string | null
          revoked_by: string | null
          revoked_by_email: string | null
          revoked_reason: string | null
          sign: string | null
          tier: string | null
          user_agent: string | null
          user_id: string
        }[]
        SetofOptions: {
          from: '*'
          to: 'session_list'
          isOneToOne: false
          isSetofReturn: true
        }
      }
      list_unknown_numbers: {
        Args: {
          backward?: boolean
          cursor_values?: Json
          descending?: boolean
          filter?: Json
          page_size?: number
          sort?: string
        }
        Returns: {
          agent_number: string | null
          business_name: string | null
          event_type: string | null
          grade: string | null
          id: string
          matched_agent: string | null
          notes: string | null
          phone_number: string | null
          received_at: string
          resolution: string | null
          resolved_at: string | null
          resolved_by: string | null
          resolved_by_email: string | null
          state: string | null
          tier: string | null
          user_id: string | null
        }[]
        SetofOptions: {
          from: '*'
          to: 'unknown_number_list'
          isOneToOne: false
          isSetofReturn: true
        }
      }
      list_usage: {
        Args: {
          backward?: boolean
          cursor_values?: Json
          descending?: boolean
          filter?: Json
          page_size?: number
          sort?: string
        }
        Returns: {
          business_name: string | null
          call_cap_seconds: number
          call_credit: number
          call_percent: number | null
          call_projected: number | null
          call_used_seconds: number
          grade: string | null
          hard_stop_active: boolean
          id: string
          limit_state: string
          period_end: string | null
          period_ends: string | null
          period_start: string | null
          score: number | null
          sms_cap: number
          sms_credit: number
          sms_percent: number | null
          sms_projected: number | null
          sms_used: number
          state: string | null
          tier: string | null
          used_percent: number | null
          user_id: string
        }[]
        SetofOptions: {
          from: '*'
          to: 'usage_list'
          isOneToOne: false
          isSetofReturn: true
        }
      }
      list_views: {
        Args: { list: string }
        Returns: {
          id: string
          mine: boolean
          name: string
          owner_email: string
          query: string
          shared: boolean
        }[]
      }
      list_webhook_causes: {
        Args: { filter?: Json }
        Returns: {
          cause: string
          customers: number
          event_type: string
          failed: number
          newest: string
          newest_id: string
          oldest: string
          pattern: string
          processed_since: number
          waiting: number
        }[]
      }
      list_webhook_outcomes: {
        Args: { id: string }
        Returns: {
          happened_at: string
          matched_by: string
          relation: string
          row_id: string
          twice: boolean
        }[]
      }
      list_webhooks: {
        Args: {
          backward?: boolean
          cursor_values?: Json
          descending?: boolean
          filter?: Json
          page_size?: number
          sort?: string
        }
        Returns: {
          attempts: number
          business_name: string | null
          error_message: string | null
          event_type: string
          grade: string | null
          id: string
          idempotency_key: string | null
          phone_number: string | null
          processed_at: string | null
          processed_by: string | null
          received_at: string
          result: string | null
          risk_level: string | null
          score: number | null
          state: string | null
          tier: string | null
          user_id: string | null
        }[]
        SetofOptions: {
          from: '*'
          to: 'webhook_list'
          isOneToOne: false
          isSetofReturn: true
        }
      }
      look_up_phone: {
        Args: { phone: string }
        Returns: {
          agent_id: string
          business_name: string
          e164: string
          last_unknown_at: string
          unknown_events: number
          user_id: string
        }[]
      }
      merge_error_groups: {
        Args: { ids: string[]; request: string; target: string }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      merged_error_groups: {
        Args: { target: string }
        Returns: {
          error_type: string
          events: number
          id: string
          merged_at: string
          merged_by_email: string
          pattern: string
        }[]
      }
      missing_contract_parts: {
        Args: Record<PropertyKey, never>
        Returns: {
          file: string
          part: string
          relation: string
        }[]
      }
      needs_attention: {
        Args: { most?: number }
        Returns: {
          at_risk: boolean
          business_name: string
          customers: number
          detail: string
          grade: string
          id: string
          impact: number
          impact_parts: Json
          kind: string
          label: string
          late: boolean
          leaving: boolean
          matches: number
          severity: number
          since: string
          tier: string
          unpriced: number
          urgency: number
          user_id: string
        }[]
      }
      oldest_unhandled: {
        Args: Record<PropertyKey, never>
        Returns: {
          business_name: string
          id: string
          label: string
          queue: string
          since: string
          target_seconds: number
          user_id: string
        }[]
      }
      overview_history: {
        Args: { bounds: string[] }
        Returns: {
          bucket: string
          list: string
          matches: number
          series: string
        }[]
      }
      overview_now: { Args: Record<PropertyKey, never>; Returns: Json }
      preview_health: {
        Args: { user_ids: string[] }
        Returns: {
          business_name: string
          new_factors: Json
          new_grade: string
          new_risk: string
          new_score: number
          old_calculated: string
          old_factors: Json
          old_grade: string
          old_risk: string
          old_score: number
          tier: string
          user_id: string
        }[]
      }
      preview_requeue: {
        Args: { ids: string[] }
        Returns: {
          event_type: string
          id: string
          processed_before: boolean
          received_at: string
          repeats_processed: number
          risky: boolean
          state: string
          twice: Json
        }[]
      }
      preview_requeue_matching: {
        Args: { filter: Json; most?: number }
        Returns: {
          examined: number
          oldest: string
          pending: number
          processed_before: number
          repeated: number
          risky: number
          twice: Json
          writing_twice: number
        }[]
      }
      pulse: {
        Args: Record<PropertyKey, never>
        Returns: {
          at_risk_customers: number
          critical_alerts: number
          failed_webhooks: number
          marker: string
          oldest_pending_webhook: string
          open_alerts: number
          open_churn: number
          pending_webhooks: number
          unresolved_errors: number
        }[]
      }
      queue_reaches_back_to: { Args: Record<PropertyKey, never>; Returns: string }
      recalculate_health: {
        Args: { user_ids: string[] }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          new_score: number
          old_score: number
          outcome: string
        }[]
      }
      reconciliation_status: {
        Args: { most?: number }
        Returns: {
          completed_at: string
          discrepancies_found: number
          id: string
          records_checked: number
          run_type: string
          started_at: string
          status: string
          triggered_by: string
        }[]
      }
      record_export: { Args: { format: string; list: string; query: string }; Returns: undefined }
      record_table_export: { Args: { format: string; query: string; table_name: string }; Returns: undefined }
      record_uptime: { Args: Record<PropertyKey, never>; Returns: undefined }
      reopen_churn_alerts: {
        Args: { ids: string[] }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      reopen_error_groups: {
        Args: { ids: string[] }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
          rows_left: number
        }[]
      }
      reopen_errors: {
        Args: { ids: string[] }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      reopen_ops_alerts: {
        Args: { ids: string[] }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      reopen_unknown_numbers: {
        Args: { ids: string[] }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      requeue_webhooks: {
        Args: { ids: string[]; reason?: string; token?: string }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      requeued_by_part: {
        Args: { bulk: string }
        Returns: {
          attempts: number
          id: string
        }[]
      }
      resolve_churn_alerts: {
        Args: { ids: string[]; notes: string; resolution?: string }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      resolve_error_groups: {
        Args: { ids: string[]; notes: string }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
          rows_left: number
        }[]
      }
      resolve_errors: {
        Args: { ids: string[]; notes: string }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      resolve_unknown_numbers: {
        Args: { agent?: string; ids: string[]; notes?: string }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      restore_health: {
        Args: { user_ids: string[] }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      reveal: { Args: { entity: string; id: string; path: string[]; reason?: string }; Returns: string }
      reveal_contact: { Args: { customer: string; field: string }; Returns: string }
      revoke_credit: {
        Args: { request: string }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      revoke_sessions: {
        Args: { ids: string[]; reason: string }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      save_view: { Args: { list: string; name: string; query: string; shared: boolean }; Returns: string }
      security_findings: {
        Args: Record<PropertyKey, never>
        Returns: {
          detail: string
          finding: string
          remedy: string
          since: string
          subject: string
        }[]
      }
      set_hard_stop: {
        Args: { active: boolean; customer: string; reason: string }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      sign_in_allowed: { Args: { account: string; address: string }; Returns: number }
      sign_in_succeeded: { Args: Record<PropertyKey, never>; Returns: undefined }
      silences: {
        Args: Record<PropertyKey, never>
        Returns: {
          came: number
          due_at: string
          expected: number
          last_at: string
          state: string
          what: string
        }[]
      }
      similar_error_groups: {
        Args: { group_id: string }
        Returns: {
          error_type: string
          events: number
          id: string
          last_seen: string
          pattern: string
          unresolved: number
        }[]
      }
      skip_webhooks: {
        Args: { ids: string[]; reason: string }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      snooze_error_groups: {
        Args: { ids: string[]; more_customers?: number; more_events?: number; until?: string }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      snooze_ops_alerts: {
        Args: { ids: string[]; until: string }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      split_error_group: {
        Args: { field: string; request: string; value: string; wanted: string }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      suggest_agents: {
        Args: { most?: number; q?: string; unknown: string }
        Returns: {
          business_name: string
          grade: string
          id: string
          phone_number: string
          reason: string
          status: string
          tier: string
          user_id: string
        }[]
      }
      unacknowledge_alert_storm: {
        Args: { acknowledged: string; alert_type: string; first_at: string; last_at: string }
        Returns: {
          alerts: number
          outcome: string
        }[]
      }
      unacknowledge_ops_alerts: {
        Args: { ids: string[] }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      undo_bulk: {
        Args: { bulk: string }
        Returns: {
          kept: number
          remaining: boolean
          undone: number
        }[]
      }
      undo_matching_groups: {
        Args: { bulk: string }
        Returns: {
          kept: number
          remaining: boolean
          undone: number
        }[]
      }
      unmerge_error_groups: {
        Args: { ids: string[] }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      unskip_webhooks: {
        Args: { ids: string[] }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      unsnooze_error_groups: {
        Args: { ids: string[] }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      unsnooze_ops_alerts: {
        Args: { ids: string[] }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      unsplit_error_groups: {
        Args: { ids: string[] }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      usage_by_state: {
        Args: Record<PropertyKey, never>
        Returns: {
          customers: number
          state: string
        }[]
      }
      usage_of: {
        Args: { customer: string }
        Returns: {
          call_cap_seconds: number
          call_credit: number
          call_used_seconds: number
          hard_stop_active: boolean
          limit_state: string
          period_end: string
          period_start: string
          sms_cap: number
          sms_credit: number
          sms_used: number
          tier: string
        }[]
      }
      webhook_depth: {
        Args: { bounds: string[] }
        Returns: {
          deepest: number
          longest_seconds: number
          since: string
          until: string
        }[]
      }
      webhook_marks: {
        Args: { ids: string[] }
        Returns: {
          cause: string
          id: string
          last_attempt_at: string
          queued_at: string
        }[]
      }
      webhook_payload: { Args: { id: string }; Returns: string }
      webhook_throughput: {
        Args: { since: string; until: string }
        Returns: {
          event_type: string
          failed: number
          finished: number
          mean_seconds: number
          skipped: number
        }[]
      }
      webhooks_failed_with: {
        Args: { error_id: string }
        Returns: {
          attempts: number
          event_type: string
          id: string
          idempotency_key: string
          received_at: string
          shared: string
          state: string
        }[]
      }
      webhooks_recorded_since: { Args: Record<PropertyKey, never>; Returns: string }
      whoami: {
        Args: Record<PropertyKey, never>
        Returns: {
          email: string
          is_admin: boolean
          reason: string
          user_id: string
        }[]
      }
    }
    Enums: {
      call_outcome: 'No Answer' | 'Gatekeeper' | 'Not Interested' | 'Hangup' | 'Pitch Delivered' | 'Demo Set'
    }
    CompositeTypes: {
      [_ in never]: never
    }
  }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, 'public'>]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
    ? (DefaultSchema['Tables'] & DefaultSchema['Views'])[DefaultSchemaTableNameOrOptions] extends {
        Row: infer R
      }
      ? R
      : never
    : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema['Tables']
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
    ? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
        Insert: infer I
      }
      ? I
      : never
    : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema['Tables']
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
    ? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
        Update: infer U
      }
      ? U
      : never
    : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema['Enums']
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums']
    : never = never,
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums'][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema['Enums']
    ? DefaultSchema['Enums'][DefaultSchemaEnumNameOrOptions]
    : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema['CompositeTypes']
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes']
    : never = never,
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes'][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema['CompositeTypes']
    ? DefaultSchema['CompositeTypes'][PublicCompositeTypeNameOrOptions]
    : never

export const Constants = {
  public: {
    Enums: {
      call_outcome: ['No Answer', 'Gatekeeper', 'Not Interested', 'Hangup', 'Pitch Delivered', 'Demo Set'],
    },
  },
} as const
